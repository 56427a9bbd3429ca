using System.Diagnostics.CodeAnalysis;

namespace Clearing.Formats;

/// <summary>What a file holds, or everything that is wrong with it: never a part of it.</summary>
/// <typeparam name="T">What the file holds.</typeparam>
public sealed class Parsed<T>
    where T : class
{
    internal Parsed(T value, FormatErrors errors)
    {
        Value = errors.Count == 0 ? value : null;
        Errors = errors;
    }

    /// <summary>What the file holds; null if it has an error.</summary>
    public T? Value { get; }

    /// <summary>The file's errors; none if there is a value.</summary>
    public FormatErrors Errors { get; }

    /// <summary>True if the file has no error.</summary>
    /// <param name="value">What the file holds.</param>
    public bool IsValid([NotNullWhen(true)] out T? value)
    {
        value = Value;
        return value is not null;
    }
}
