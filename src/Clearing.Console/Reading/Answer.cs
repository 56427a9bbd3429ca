namespace Clearing.Pages.Reading;

/// <summary>The result of a question to the cluster: a value, or why there is none.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <param name="Value">Null if there is a failure.</param>
/// <param name="Failure">Null if there is a value.</param>
public readonly record struct Answer<T>(T? Value, Failure? Failure)
{
    public static implicit operator Answer<T>(Failure failure) => new(default, failure);

    public static implicit operator Answer<T>(T value) => new(value, null);
}
