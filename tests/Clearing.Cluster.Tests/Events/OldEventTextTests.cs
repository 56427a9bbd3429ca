using System.Text;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Cluster.Tests.Events;

/// <summary>Events that older versions wrote are read with their old meaning.</summary>
public sealed class OldEventTextTests
{
    [Fact]
    public void A_market_opened_before_support_was_asked_for_asks_for_none()
    {
        var config = Assert.IsType<MarketOpened>(Read(
            "market_opened",
            """
            {"config":{"currency":"JPY","minor_exponent":2,"lot":1,"tick":1,
            "tie_rule":"SeededLottery","lottery_seed":"","pricing_rule":"LowestGranted",
            "repricing_min_volume":7,"seller_caps":[],"credit_rate_ppm":150000,
            "credit_cap_ppm":1000000,"highest_max_fee":null,"smallest_max_volume":null,
            "cap_share_of_base_ppm":null,"cap_floor":2000}}
            """)).Config;

        Assert.Equal(
            (2, 7, 0),
            (config.MinorExponent, config.RepricingMinVolume.Value, config.RepricingSupportPpm));
        var market = new CapacityMarket("a/b/c");
        market.Apply(new MarketOpened(config));
        Assert.Equal(TieRule.SeededLottery, market.Config!.TieRule);
    }

    [Fact]
    public void A_round_that_names_no_edition_was_cleared_by_the_first()
    {
        var cleared = Assert.IsType<RoundCleared>(Read(
            "round_cleared",
            """
            {"terms":{"round":2,"capacity_delta":0,"reserve":0},"capacity_delta":0,"available":1,
            "eligible_demand":1,"lowest_granted":0,"round_fee":0,"repriced_to":0,
            "award_sequences":[2],"award_volumes":[1],"seller_capped":[],"min_fill_missed":[],
            "releases":[{"award_id":"a@1","volume":1}],"result_hash":"00"}
            """));

        Assert.Equal((RulesEdition.First, new Fee(0)), (cleared.Edition, cleared.RepricedTo));
    }

    private static MarketEvent Read(string type, string text) => Codecs.Market.Decode(
        "market/m",
        new StoredEvent(1, type, Encoding.UTF8.GetBytes(text), DateTimeOffset.UnixEpoch));
}
