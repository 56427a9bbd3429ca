namespace Clearing.Market.Units;

/// <summary>
/// Facts that cannot follow on those before, which means that the journal is damaged.
/// </summary>
public static class ImpossibleFact
{
    /// <summary>True for the exceptions that a fold throws only for an impossible fact.</summary>
    /// <param name="cause">What the fold threw.</param>
    public static bool Explains(Exception cause) =>
        cause is ArgumentException or ArithmeticException or IndexOutOfRangeException
            or KeyNotFoundException or NullReferenceException;

    /// <summary>The one exception that stands for all of them.</summary>
    /// <param name="happened">The fact.</param>
    /// <param name="cause">What the fold threw.</param>
    public static InvalidOperationException Of(object happened, Exception cause) => new(
        $"{happened.GetType().Name} cannot follow on the facts before it: {cause.Message}", cause);
}
