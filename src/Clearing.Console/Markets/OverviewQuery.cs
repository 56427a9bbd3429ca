using Clearing.Pages.Live;

namespace Clearing.Pages.Markets;

/// <summary>
/// What the overview's address asks for: which markets, filtered how, in which order.
/// </summary>
/// <param name="Show">live (default), needs, today, settled.</param>
/// <param name="Text">Part of a market's key.</param>
/// <param name="Sort">
/// A column; a leading minus reverses the order. An empty value groups by period.
/// </param>
public sealed record OverviewQuery(string? Show, string? Text, string? Sort)
{
    /// <summary>What <see cref="Show"/> may be.</summary>
    public static ImmutableArray<string> Shows { get; } = ["live", "needs", "today", "settled"];

    /// <summary>The columns that <see cref="Sort"/> may name.</summary>
    public static ImmutableArray<string> Columns { get; } =
        ["market", "round", "clears", "capacity", "sold", "fee", "demand", "lowered", "untold"];

    /// <summary>True if a market needs someone's attention.</summary>
    public static bool Needs(WatchedMarket sight) => sight.Report.Stage != MarketStage.Settled
        && (sight.IsInDeficit || sight.Report.Stage == MarketStage.Paused
            || sight.Report.ClosedRound > 0 || sight.Report.WaitingProposals > 0 || sight.EventsWait);

    /// <summary>True if a round of a market is due within a day.</summary>
    public static bool IsToday(WatchedMarket sight, DateTimeOffset now) =>
        sight.Report.Stage == MarketStage.Open && sight.Next is { } next
        && next.ClosesAt < now.AddDays(1);

    /// <summary>The requested markets in the requested order.</summary>
    /// <param name="all">All markets.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="mayAct">On which markets the reader may act; others need somebody else.</param>
    public ImmutableArray<WatchedMarket> Of(
        ImmutableArray<WatchedMarket> all, DateTimeOffset now, Func<WatchedMarket, bool> mayAct)
    {
        ArgumentNullException.ThrowIfNull(mayAct);
        var shown = all.Where(sight => Show switch
        {
            "needs" => Needs(sight) && mayAct(sight),
            "today" => IsToday(sight, now),
            "settled" => sight.Report.Stage == MarketStage.Settled,
            _ => sight.Report.Stage != MarketStage.Settled,
        });
        return Sorted(shown.Where(IsNamedSo));
    }

    /// <summary>Why it shows no market, as a sentence.</summary>
    /// <param name="all">All markets.</param>
    /// <param name="from">How many of the shown ones were skipped.</param>
    /// <param name="shown">How many there are to show.</param>
    public string WhyNone(ImmutableArray<WatchedMarket> all, int from, int shown)
    {
        if (shown > 0)
        {
            var match = shown == 1 ? "One market matches" : $"{shown} markets match";
            return $"{match}, but this page begins after the first {from}.";
        }
        if (string.IsNullOrWhiteSpace(Text)) { return "Other tabs have the others."; }
        var named = all.Count(IsNamedSo);
        if (named == 0) { return $"None has “{Text}” in its name."; }
        return named == 1
            ? $"One market has “{Text}” in its name, but it {Lacking("does not need", "does not clear", "is not")}."
            : $"{named} markets have “{Text}” in their names, but {Lacking("none needs", "none clears", "none is")}.";
    }

    private string Lacking(string needs, string clears, string isSettled) => Show switch
    {
        "needs" => $"{needs} you",
        "today" => $"{clears} within a day",
        "settled" => $"{isSettled} settled",
        _ => isSettled == "is not" ? "is settled" : "all are settled",
    };

    private bool IsNamedSo(WatchedMarket sight) => string.IsNullOrWhiteSpace(Text)
        || sight.Report.Market.Contains(Text.Trim(), StringComparison.OrdinalIgnoreCase);

    /// <summary>The address of this query.</summary>
    public string Link(string? sort, string? show)
    {
        string?[] parts =
        [
            show is null or "live" ? null : "show=" + show,
            string.IsNullOrWhiteSpace(Text) ? null : "q=" + Uri.EscapeDataString(Text),
            sort is null ? null : "sort=" + sort,
        ];
        var query = string.Join("&", parts.OfType<string>());
        return query.Length == 0 ? "/markets" : "/markets?" + query;
    }

    private ImmutableArray<WatchedMarket> Sorted(IEnumerable<WatchedMarket> sights)
    {
        var down = Sort?.StartsWith('-') ?? false;
        Func<WatchedMarket, Int128>? by = Sort?.TrimStart('-') switch
        {
            "round" => sight => sight.NextRound,
            "clears" => sight => sight.Next?.ClosesAt.UtcTicks ?? long.MaxValue,
            "capacity" => sight => sight.Capacity,
            "sold" => sight => sight.SoldPercent,
            "fee" => sight => sight.LastGranted?.RoundFee?.Micros ?? -1,
            "demand" => sight => sight.Rounds.LastOrDefault()?.EligibleDemand ?? -1,
            "lowered" => sight => sight.Rounds.Sum(round => (long)round.Repriced),
            "untold" => sight => sight.Report.Untold,
            _ => null,
        };
        var named = sights.OrderBy(sight => sight.Key.Period, StringComparer.Ordinal)
            .ThenBy(sight => sight.Report.Market, StringComparer.Ordinal);
        if (by is null)
        {
            return Sort == "-market"
                ? [.. named.OrderByDescending(sight => sight.Report.Market, StringComparer.Ordinal)]
                : Sort == "market"
                    ? [.. named.OrderBy(sight => sight.Report.Market, StringComparer.Ordinal)]
                    : [.. named];
        }
        return down ? [.. named.OrderByDescending(by)] : [.. named.OrderBy(by)];
    }
}
