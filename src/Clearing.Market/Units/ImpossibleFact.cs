namespace Clearing.Market.Units;

/// <summary>
/// Facts that cannot follow on those before: damage, whatever the fold stumbled over.
/// </summary>
public static class ImpossibleFact
{
    /// <summary>True for what only a fact that cannot be brings a fold to throw.</summary>
    /// <param name="cause">What the fold threw.</param>
    public static bool Explains(Exception cause) =>
        cause is ArgumentException or ArithmeticException or IndexOutOfRangeException
            or KeyNotFoundException or NullReferenceException;

    /// <summary>One exception for all of them.</summary>
    /// <param name="happened">The fact.</param>
    /// <param name="cause">What the fold threw.</param>
    public static InvalidOperationException Of(object happened, Exception cause) => new(
        $"{happened.GetType().Name} cannot follow on the facts before it: {cause.Message}", cause);
}
