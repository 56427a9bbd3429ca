namespace Clearing.Formats;

/// <summary>The words that stand for rules in files and on the command line.</summary>
public static class Words
{
    /// <summary>The tie rules.</summary>
    public static IReadOnlyDictionary<string, TieRule> TieRules { get; } =
        All<TieRule>();

    /// <summary>The pricing rules.</summary>
    public static IReadOnlyDictionary<string, PricingRule> PricingRules { get; } =
        All<PricingRule>();

    /// <summary>The times in force.</summary>
    public static IReadOnlyDictionary<string, TimeInForce> TimesInForce { get; } =
        All<TimeInForce>();

    /// <summary>The reasons why a bid got nothing.</summary>
    public static IReadOnlyDictionary<string, Reason> Reasons { get; } =
        All<Reason>();

    /// <summary>The words of an enum.</summary>
    /// <typeparam name="T">An enum whose members are named in Pascal case.</typeparam>
    public static IReadOnlyDictionary<string, T> All<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().ToDictionary(Of, StringComparer.Ordinal);

    /// <summary>A value in capitals with underscores: <c>BELOW_RESERVE</c>.</summary>
    /// <typeparam name="T">An enum whose members are named in Pascal case.</typeparam>
    /// <param name="value">One of its members.</param>
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return string.Concat(name.Select((c, i) =>
            i > 0 && char.IsAsciiLetterUpper(c) ? $"_{c}" : char.ToUpperInvariant(c).ToString()));
    }
}
