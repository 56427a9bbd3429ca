using System.Text.Json;

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

    /// <summary>Whether reports of sales earn credit.</summary>
    public static IReadOnlyDictionary<string, SalesState> SalesStates { get; } =
        All<SalesState>();

    /// <summary>The words of an enum.</summary>
    /// <typeparam name="T">An enum whose members are named in Pascal case.</typeparam>
    public static IReadOnlyDictionary<string, T> All<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().ToDictionary(Of, StringComparer.Ordinal);

    /// <summary>A value in capitals with underscores: <c>BELOW_RESERVE</c>.</summary>
    /// <typeparam name="T">An enum whose members are named in Pascal case.</typeparam>
    /// <param name="value">One of its members.</param>
    public static string Of<T>(T value)
        where T : struct, Enum =>
        Of(value.ToString());

    /// <summary>All words of an enum, each with the value that it stands for.</summary>
    /// <param name="type">The enum.</param>
    public static IReadOnlyDictionary<string, object> All(Type type) =>
        Enum.GetValues(type).Cast<object>().ToDictionary(
            value => Of(value.ToString()!), value => value, StringComparer.Ordinal);

    private static string Of(string name) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(name);
}
