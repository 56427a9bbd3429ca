using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The anonymous curve of a cleared round.</summary>
internal sealed record CurveAnswer(
    int Round,
    [property: Description("How many different max fees the round's bids had; null while sealed.")]
    int? Levels,
    [property: Description("True if every level is a step; false if neighbours were put together.")]
    bool Exact,
    [property: Description("By descending fee, at most 1,000; null before the settlement.")]
    ImmutableArray<CurveStepAnswer>? Steps,
    [property: Description(
        "Before the settlement: what was granted, from the highest fees down; then null.")]
    ImmutableArray<SealedStepAnswer>? Granted,
    [property: Description(
        "Before the settlement: what was wanted beyond, merged; null while it is withheld.")]
    ImmutableArray<SealedStepAnswer>? Losing,
    [property: Description("Why the losing part is withheld: FEW or CLOSE; null if it is not.")]
    Withheld? Withheld)
{
    public static CurveAnswer Of(RoundCurve curve) => curve.Sealed is { } shown
        ? new(
            curve.Round, null, Exact: false, null,
            [.. shown.Granted.Select(SealedStepAnswer.Of)],
            shown.Withheld == Market.Rounds.Withheld.None
                ? [.. shown.Losing.Select(SealedStepAnswer.Of)]
                : null,
            shown.Withheld == Market.Rounds.Withheld.None ? null : shown.Withheld)
        : new(
            curve.Round, curve.Levels, curve.Exact,
            [.. curve.Steps.Select(CurveStepAnswer.Of)], null, null, null);
}

/// <summary>Bids merged into one step, so that no single bid is visible.</summary>
internal sealed record SealedStepAnswer(
    [property: Description("The lowest fee it may hold; null where that is not told.")]
    long? FromMicros,
    [property: Description("All its fees are below this; null where that is not told.")]
    long? BelowMicros,
    Int128 Volume,
    [property: Description("Cubic feet in it and in all steps above.")] Int128 CumulativeVolume)
{
    public static SealedStepAnswer Of(SealedStep step) => new(
        step.From?.Micros, step.Below?.Micros, step.Volume, step.CumulativeVolume);
}

/// <summary>The demand at one fee level or between two.</summary>
internal sealed record CurveStepAnswer(
    [property: Description("The highest max fee in the step.")] long MaxFeeMicros,
    [property: Description("The lowest max fee in the step; equal for a single level.")]
    long LowestMaxFeeMicros,
    int Bids,
    [property: Description("Cubic feet asked for.")] Int128 Volume,
    [property: Description("Of that, what was eligible after reserve, caps and minimum.")]
    Int128 EligibleVolume,
    [property: Description("Asked for at this fee or a higher one.")] Int128 CumulativeVolume,
    [property: Description("Eligible at this fee or a higher one.")]
    Int128 CumulativeEligibleVolume)
{
    public static CurveStepAnswer Of(CurveStep step) => new(
        step.Highest.Micros, step.Lowest.Micros, step.Bids, step.Volume, step.Eligible,
        step.CumulativeVolume, step.CumulativeEligible);
}

/// <summary>The fees of a round's awards over time, and the rounds that changed them.</summary>
internal sealed record FeesAnswer(
    string Market, int Round, string Currency,
    [property: Description("Empty if the round had no award.")]
    ImmutableArray<FeeChangeAnswer> FeeHistory);

/// <summary>The inputs of a cleared round besides its book and offers.</summary>
internal sealed record InputsAnswer(
    string Market,
    [property: Description("The configuration, with the seed of the lottery.")] ConfigBody Config,
    [property: Description("The last sequence number in the closed book.")] long ThroughSequence,
    [property: Description("The pool before the round's capacity joined it.")] long PoolVolume,
    [property: Description("Volume on offer when the book was closed.")] long OnOfferVolume,
    [property: Description("How many offers that was.")] int Offers,
    [property: Description("Added to or taken from the pool by the round's own terms.")]
    long TermsCapacityDelta,
    [property: Description("The rules by which it was cleared; SECOND are the current ones.")]
    RulesEdition RulesEdition,
    [property: Description("The round's secret, hex; null where its hashes are of version 1.")]
    string? Nonce,
    RoundAnswer Round)
{
    public static InputsAnswer Of(string market, RoundInputs inputs) => new(
        market, ConfigBody.Of(inputs.Config), inputs.ThroughSequence, inputs.Pool.Value,
        inputs.OnOffer.Value, inputs.Offers, inputs.Report.Terms.CapacityDelta.Value,
        inputs.Edition, inputs.Nonce, RoundAnswer.Of(market, inputs.Report));
}

/// <summary>A page of a closed book.</summary>
internal sealed record BookAnswer(
    string Market, int Round,
    [property: Description("The hash of the whole closed book, hex.")] string? BookHash,
    [property: Description("By sequence number.")] ImmutableArray<BookRowAnswer> Bids,
    [property: Description("Send it as cursor for the next page; null at the end.")]
    string? NextCursor);

/// <summary>A bid of a closed book, as it enters the hash and the clearing.</summary>
internal sealed record BookRowAnswer(
    long Sequence, long MaxFeeMicros,
    [property: Description("Volume still wanted.")] long WantVolume,
    [property: Description("The least volume that it accepts now; 0 for no minimum.")] long NeedVolume,
    TimeInForce TimeInForce, string BidId, string Seller,
    [property: Description("What its seller could still get; null if it was not capped.")]
    long? SellerRoomVolume)
{
    public static BookRowAnswer Of(BookRow row) => new(
        row.Sequence, row.MaxFee.Micros, row.Want.Value, row.Need.Value, row.TimeInForce, row.BidId,
        row.Seller, row.SellerRoom?.Value);
}

/// <summary>A page of the offers that stood when a book was closed.</summary>
internal sealed record OffersAnswer(
    string Market, int Round,
    [property: Description("First in, first out.")] ImmutableArray<OfferAnswer> Offers,
    [property: Description("Send it as cursor for the next page; null at the end.")]
    string? NextCursor);

/// <summary>Volume of an award on offer.</summary>
internal sealed record OfferAnswer(string AwardId, string Seller, long Volume);
