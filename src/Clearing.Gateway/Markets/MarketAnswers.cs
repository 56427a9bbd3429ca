using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>Every market that was ever opened.</summary>
internal sealed record MarketsAnswer(
    ImmutableArray<string> Markets,
    [property: Description("Send it as cursor for the next page; null at the end.")]
    string? NextCursor);

/// <summary>The public terms of a market: its units, rules and calendar.</summary>
internal sealed record TermsAnswer(
    string Market, MarketStage Stage, string Currency, int MinorExponent, long Lot, long TickMicros,
    TieRule TieRule, PricingRule PricingRule, long RepricingMinVolume, int RepricingSupportPpm,
    [property: Description("The fewest sellers behind a step of the curve before the settlement.")]
    int CurveMinBids,
    [property: Description("The least volume of such a step.")] long CurveMinVolume,
    [property: Description("Its bounds are multiples of this fee.")] long CurveBandMicros,
    int CreditRatePpm, int CreditCapPpm,
    [property: Description("REPORT: credits follow sales reports. DAYS: they follow daily facts.")]
    CreditSource CreditsFrom,
    [property: Description("A report of more sales waits for an operator; null if none does.")]
    long? SalesReviewMinor,
    [property: Description("How long a cleared round stays provisional; 0: it binds at once.")]
    int ContestWindowSeconds,
    long? HighestMaxFeeMicros, long? SmallestMaxVolume, int LastRound,
    [property: Description("The round in which a bid that comes now takes part first.")]
    int NextRound,
    [property: Description("The book that is closed and not cleared yet; null if none is.")]
    ClosedBookAnswer? ClosedBook,
    ImmutableArray<CalendarAnswer> Calendar,
    [property: Description("When it was settled, UTC; null if it is not, or in older journals.")]
    DateTime? SettledAt)
{
    public static TermsAnswer Of(MarketReport report, MarketConfig config) => new(
        report.Market, report.Stage, config.Currency, config.MinorExponent, config.Lot.Value,
        config.Tick.Micros, config.TieRule, config.PricingRule, config.RepricingMinVolume.Value,
        config.RepricingSupportPpm, config.CurveMinBids, config.CurveMinVolume.Value,
        config.CurveBand.Micros, config.CreditRatePpm, config.CreditCapPpm, config.CreditsFrom,
        (long?)config.SalesReview?.Minor, config.ContestWindowSeconds,
        config.HighestMaxFee?.Micros, config.SmallestMaxVolume?.Value, report.LastRound,
        RoundNumbers.Next(report), ClosedBookAnswer.Of(report),
        [.. report.Calendar.Select(CalendarAnswer.Of)], report.SettledAt?.UtcDateTime);
}

/// <summary>A scheduled round.</summary>
internal sealed record CalendarAnswer(
    int Round, DateTime ClosesAt, long CapacityDelta, long ReserveFeeMicros)
{
    public static CalendarAnswer Of(ScheduledRound round) => new(
        round.Terms.Round, round.ClosesAt.UtcDateTime, round.Terms.CapacityDelta.Value,
        round.Terms.Reserve.Micros);
}

/// <summary>The scheduled rounds of a market.</summary>
internal sealed record CalendarsAnswer(
    string Market,
    [property: Description("The round in which a bid that comes now takes part first.")]
    int NextRound,
    [property: Description("By number.")] ImmutableArray<CalendarAnswer> Calendar);

/// <summary>An operator's view of a market. It reveals no bid.</summary>
internal sealed record MarketAnswer(
    string Market, MarketStage Stage, ConfigBody Config,
    [property: Description("Capacity not granted; negative is a deficit carried.")] long PoolVolume,
    [property: Description("Changes that count from the next clearing.")] long PendingVolume,
    [property: Description("Relinquished and not granted to anyone yet.")] long OnOfferVolume,
    [property: Description("Granted less released.")] long HeldVolume,
    int LastRound,
    [property: Description("The round whose book is closed and not cleared; 0 if none.")]
    int ClosedRound,
    [property: Description("SHA-256, hex, of that round's book; null if none is closed.")]
    string? ClosedBookHash,
    [property: Description(
        "Bids that stand, as a class: 0, 1 for 1 to 9, 10 for 10 to 99, and so on.")]
    int OpenBidsFrom,
    ImmutableArray<CalendarAnswer> Calendar,
    [property: Description("Notices that no seller has accepted yet.")] int UntoldNotices,
    [property: Description("When the closed book was closed, UTC; null if none is.")]
    DateTime? ClosedAt,
    [property: Description(
        "When the closed round's awards bind, UTC; null unless it is cleared provisionally.")]
    DateTime? BindsAt,
    [property: Description("When it was settled, UTC; null if it is not, or in older journals.")]
    DateTime? SettledAt)
{
    public static MarketAnswer Of(MarketReport report, MarketConfig config) => new(
        report.Market, report.Stage, ConfigBody.Of(config), report.Pool.Value,
        report.PendingCapacity.Value, report.OnOffer.Value, report.Held.Value, report.LastRound,
        report.ClosedRound, report.ClosedBookHash, report.OpenBidsFrom,
        [.. report.Calendar.Select(CalendarAnswer.Of)],
        report.Untold, report.ClosedAt?.UtcDateTime, report.BindsAt?.UtcDateTime,
        report.SettledAt?.UtcDateTime);
}
