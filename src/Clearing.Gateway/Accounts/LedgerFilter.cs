using System.Globalization;
using Clearing.Contracts;
using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>Selects entries of a ledger by market, cause and time.</summary>
/// <param name="Market">Only entries of this market; null for all.</param>
/// <param name="Cause">Only entries with this cause; null for all.</param>
/// <param name="From">Only entries recorded at this instant or later; null for all.</param>
/// <param name="Until">Only entries recorded before this instant; null for all.</param>
/// <param name="Problem">The problem of the query; null if it could be read.</param>
internal sealed record LedgerFilter(
    string? Market, Cause? Cause, DateTimeOffset? From, DateTimeOffset? Until, Problem? Problem)
    : IRead
{
    public static string[] Names { get; } = ["market", "cause", "from", "until"];

    private static readonly string[] Shapes =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    private static readonly Dictionary<string, Cause> Causes =
        Enum.GetValues<Cause>().ToDictionary(Words.Of, StringComparer.Ordinal);

    /// <summary>True if it selects every entry that a seller's grain gives for its market.</summary>
    public bool IsOfMarket => Cause is null && From is null && Until is null;

    public static ValueTask<LedgerFilter> BindAsync(HttpContext context)
    {
        var query = context.Request.Query;
        Problem? problem = null;
        var market = query["market"].FirstOrDefault();
        if (market is not null && !MarketKey.TryParse(market, out _))
        {
            problem = Wrong("market", market, "must be region/storage_type/period");
        }
        Cause? cause = null;
        if (query["cause"].FirstOrDefault() is { } word)
        {
            cause = Causes.TryGetValue(word, out var known) ? known : null;
            if (cause is null)
            {
                problem ??= Wrong(
                    "cause", word, $"must be one of {string.Join(", ", Causes.Keys)}");
            }
        }
        var from = Instant(query["from"].FirstOrDefault(), "from", ref problem);
        var until = Instant(query["until"].FirstOrDefault(), "until", ref problem);
        if (until <= from)
        {
            problem ??= Wrong("until", $"{query["until"]}", "must be after from");
        }
        return ValueTask.FromResult(new LedgerFilter(market, cause, from, until, problem));
    }

    /// <summary>True if it selects the entry.</summary>
    public bool Takes(LedgerEntry entry) =>
        (Market is null || entry.Posting.Market == Market)
        && (Cause is null || entry.Posting.Cause == Cause)
        && !(entry.RecordedAt < From) && !(entry.RecordedAt >= Until);

    private static DateTimeOffset? Instant(string? text, string name, ref Problem? problem)
    {
        if (text is null) { return null; }
        if (DateTimeOffset.TryParseExact(
            text, Shapes, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
            out var instant))
        {
            return instant;
        }
        problem ??= Wrong(
            name, text, "must be a day or an instant in UTC such as 2026-01-31T23:59:59Z");
        return null;
    }

    private static Problem Wrong(string name, string value, string rule) =>
        Problem.Of(Codes.FieldInvalid, name, value, detail: rule);
}
