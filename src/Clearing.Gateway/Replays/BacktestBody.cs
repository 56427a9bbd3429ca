using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>Other rules for settled markets. Members left out stay as they were.</summary>
internal sealed record BacktestBody : IBody<BacktestBody>, IChecked
{
    public static string Example =>
        """
        {"tie_rule":"PRO_RATA","reserve_fee_micros":1500000,"repricing_support_ppm":50000}
        """;

    [Description("The rule that splits the marginal fee level.")]
    public TieRule? TieRule { get; init; }

    [Description("The seed of the lottery tie rule, which needs one.")]
    public string? LotterySeed { get; init; }

    [Description("The rule that sets a round's fee.")]
    public PricingRule? PricingRule { get; init; }

    [Whole(0), Description("The reserve fee of every round, in micros per cubic foot.")]
    public long? ReserveFeeMicros { get; init; }

    [Whole(0)]
    [Description("The fresh volume, in cubic feet, that must stand behind a repricing fee.")]
    public long? RepricingMinVolume { get; init; }

    [Whole(0, ConfigRule.MaxPartPpm)]
    [Description(
        "The share of a round's fresh volume that must stand behind a repricing fee, per "
        + "million.")]
    public int? RepricingSupportPpm { get; init; }

    [Whole(0), Description("The most that any seller may hold, in cubic feet.")]
    public long? SellerCap { get; init; }

    [Whole(0, ConfigRule.MaxCreditRatePpm)]
    [Description("The credit that is earned per million of incremental sales.")]
    public int? CreditRatePpm { get; init; }

    [Whole(0, ConfigRule.MaxPartPpm)]
    [Description("The part of the charge that credits may offset, per million.")]
    public int? CreditCapPpm { get; init; }

    public void Check(JsonMembers members)
    {
        if (ToRules() == new OtherRules())
        {
            members.Refuse("tie_rule", "must be named, or at least one other rule");
        }
        if (TieRule is { } tie) { ConfigJson.CheckIdleSeed(members, tie, LotterySeed); }
    }

    internal OtherRules ToRules() => new(
        TieRule, LotterySeed, PricingRule,
        ReserveFeeMicros is { } reserve ? new Fee(reserve) : null,
        RepricingMinVolume is { } least ? new CubicFeet(least) : null, RepricingSupportPpm,
        SellerCap is { } cap ? new CubicFeet(cap) : null, CreditRatePpm, CreditCapPpm);
}
