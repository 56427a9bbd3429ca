using System.ComponentModel.DataAnnotations;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>Many markets to open, each with its rounds.</summary>
internal sealed record MarketsBody : IBody<MarketsBody>
{
    public static string Example =>
        """
        {"markets":[
          {"market":"us-east/standard/2026-Q4","currency":"USD","lot":10,
           "rounds":[{"round":1,"closes_at":"2036-10-01T12:00:00Z","capacity_delta":5000}]}]}
        """;

    public static bool IsBatch => true;

    [Length(1, 1_000), Description("The markets, each decided separately.")]
    public required ImmutableArray<OneMarket> Markets { get; init; }
}

/// <summary>One market of many: its configuration and the rounds to plan.</summary>
internal sealed record OneMarket : ConfigJson
{
    [MarketKey, Description("The market: region/storage_type/period.")]
    public required string Market { get; init; }

    [Length(1, 500), Description("The rounds to plan once it is open; default none.")]
    public ImmutableArray<ScheduleBody>? Rounds { get; init; }

    public override void Check(JsonMembers members)
    {
        var defaults = new MarketConfig();
        base.Check(members);
        CheckExponentGiven(members, defaults);
        CheckSeed(members, ToConfig(defaults));
    }
}
