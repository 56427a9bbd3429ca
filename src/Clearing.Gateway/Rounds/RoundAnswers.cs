using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The public part of a round's result.</summary>
internal sealed record RoundAnswer(
    string Market, int Round, long CapacityDelta, long ReserveFeeMicros, long AvailableVolume,
    [property: Description(
        "What bids asked for after reserve, caps and minimum; null while sealed.")]
    Int128? EligibleDemandVolume,
    long GrantedVolume, long UnsoldVolume,
    [property: Description("The lowest max fee that got volume; null without an award.")]
    long? LowestGrantedFeeMicros,
    [property: Description("What every winner pays; null without an award.")] long? RoundFeeMicros,
    [property: Description("The fee that earlier awards were lowered to; null if none was lowered.")]
    long? RepricedToMicros,
    int Bids, int Winners, int RepricedAwards,
    [property: Description("The hash of the closed book, hex; null while it is sealed.")]
    string? BookHash,
    [property: Description(
        "The hash of the book's hash, the terms and the outcome, hex; null while it is sealed.")]
    string? ResultHash,
    [property: Description("The version of both hashes; those of 1 stay sealed until settlement.")]
    int HashVersion,
    [property: Description(
        "With blind, bids and root, the book's hash can be recomputed; null in version 1.")]
    string? Blind,
    [property: Description("The root of the tree over the closed book, hex; null in version 1.")]
    string? Root,
    [property: Description("When its book was closed, UTC; null in older journals.")]
    DateTime? ClosedAt,
    [property: Description("When it was cleared, UTC; null if it was not, or in older journals.")]
    DateTime? ClearedAt,
    [property: Description("Whether it binds: CLEARED does, PROVISIONAL not yet, VOIDED never.")]
    RoundStage Stage,
    [property: Description("When a provisional round binds, UTC; null for others.")]
    DateTime? BindsAt)
{
    public static RoundAnswer Of(string market, RoundReport report) => new(
        market, report.Terms.Round, report.CapacityDelta.Value, report.Terms.Reserve.Micros,
        report.Available.Value, report.EligibleDemand, report.Granted.Value, report.Unsold.Value,
        report.LowestGranted?.Micros, report.RoundFee?.Micros, report.RepricedTo?.Micros,
        report.Bids, report.Winners, report.Repriced, report.BookHash, report.ResultHash,
        report.HashVersion, report.Blind, report.Root, report.ClosedAt?.UtcDateTime,
        report.ClearedAt?.UtcDateTime, RoundStage.Cleared, BindsAt: null);

    public static RoundAnswer Of(string market, ContestedRound contested) => Of(market, contested.Report) with
    {
        Stage = contested.Stage == ContestStage.Voided ? RoundStage.Voided : RoundStage.Provisional,
        BindsAt = contested.Stage == ContestStage.Voided ? null : contested.BindsAt.UtcDateTime,
    };
}

/// <summary>Whether a round's result binds.</summary>
internal enum RoundStage
{
    Cleared = 0,
    Provisional = 1,
    Voided = 2,
}

/// <summary>The results of a market's rounds that bind nobody.</summary>
internal sealed record ContestedRoundsAnswer(
    string Market,
    [property: Description("Oldest first: voided ones, and the provisional one.")]
    ImmutableArray<ContestedRoundAnswer> Rounds);

/// <summary>A result that is provisional, or was voided.</summary>
internal sealed record ContestedRoundAnswer(
    RoundAnswer Round,
    [property: Description("When it was voided, UTC; null while it is provisional.")]
    DateTime? VoidedAt,
    [property: Description("Why it was voided; null while it is provisional.")] string? Reason,
    [property: Description("What the seller won in it; empty where no seller asks.")]
    ImmutableArray<AwardAnswer> Awards)
{
    public static ContestedRoundAnswer Of(string market, ContestedRound contested) => new(
        RoundAnswer.Of(market, contested), contested.VoidedAt?.UtcDateTime, contested.Reason,
        [.. contested.Awards.Select(award => AwardAnswer.Of(
            award, lowestLater: null, contested.Report.ClearedAt))]);
}

/// <summary>The cleared rounds of a market, by number.</summary>
internal sealed record RoundsAnswer(
    string Market, string Currency,
    [property: Description("The book that is closed and not cleared yet; null if none is.")]
    ClosedBookAnswer? ClosedBook,
    ImmutableArray<RoundAnswer> Rounds,
    [property: Description("Send it as cursor for the next page; null at the end.")]
    string? NextCursor);

/// <summary>
/// A book that is closed and not yet cleared. Its hash is a commitment that reveals nothing.
/// </summary>
internal sealed record ClosedBookAnswer(
    int Round, [property: Description("The hash of the closed book, hex.")] string BookHash,
    [property: Description("When it was closed, UTC; null in older journals.")]
    DateTime? ClosedAt)
{
    public static ClosedBookAnswer? Of(MarketReport report) =>
        report.ClosedBookHash is { } hash
            ? new(report.ClosedRound, hash, report.ClosedAt?.UtcDateTime)
            : null;
}

/// <summary>The outcome of a clearing.</summary>
internal sealed record ClearAnswer(
    ClearStatus Status,
    [property: Description("True if nothing was cleared: this is what clearing would do.")]
    bool DryRun,
    [property: Description("True if it was cleared before, on these terms.")] bool Repeated,
    RoundAnswer Round);

/// <summary>A page of the awards of a cleared round.</summary>
internal sealed record AwardsAnswer(
    ImmutableArray<AwardAnswer> Awards,
    [property: Description("Send it as cursor for the next page; null at the end.")]
    string? NextCursor);

/// <summary>Volume granted to one bid in one round.</summary>
internal sealed record AwardAnswer(
    string AwardId, string BidId, string Seller, long Volume, long RoundFeeMicros,
    [property: Description("What it pays now; later rounds may lower it.")] long FeeMicros,
    [property: Description("True if its bid got all it asked for.")] bool Complete,
    [property: Description("When its round was cleared, UTC; null in older journals.")]
    DateTime? ClearedAt)
{
    /// <summary>An award and its fee.</summary>
    /// <param name="award">The award.</param>
    /// <param name="lowestLater">The lowest repricing fee of a later round; null if none.</param>
    /// <param name="clearedAt">When its round was cleared; null if that is unknown.</param>
    public static AwardAnswer Of(Award award, Fee? lowestLater, DateTimeOffset? clearedAt) => new(
        award.Id, award.BidId, award.Seller, award.Volume.Value, award.RoundFee.Micros,
        AwardFees.Now(award.RoundFee, lowestLater).Micros, award.Complete,
        clearedAt?.UtcDateTime);
}
