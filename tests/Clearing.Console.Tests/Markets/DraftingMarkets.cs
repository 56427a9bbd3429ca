using Clearing.Pages.Markets;

namespace Clearing.Pages.Tests.Markets;

public class DraftingMarkets
{
    private readonly MarketDraft _draft = new() { Region = "us-east", Period = "2027-Q1" };

    [Fact]
    public void A_draft_as_it_is_proposed_has_the_defaults_and_a_support_of_five_percent()
    {
        var (config, unread) = _draft.Read();

        Assert.Empty(unread);
        Assert.Equal("us-east/standard/2027-Q1", _draft.Key);
        Assert.True(ConfigRule.Same(
            new MarketConfig
            {
                Lot = new CubicFeet(10),
                Tick = new Fee(10_000),
                RepricingSupportPpm = 50_000,
            },
            config!));
    }

    [Fact]
    public void Every_setting_of_a_market_can_be_entered()
    {
        (_draft.Currency, _draft.CreditsFrom, _draft.ContestMinutes) = ("jpy", CreditSource.Days, "90");
        (_draft.SettlementAlone, _draft.CorrectionAlone, _draft.SalesReview) = ("5,000", "10", "700");
        (_draft.CutAlone, _draft.CapShare, _draft.CapFloor) = ("1,000", "50", "20");
        (_draft.SellerCaps, _draft.CurveBids) = ("acme=500; bob=1,300", "5");
        (_draft.CurveVolume, _draft.CurveBand, _draft.Exponent) = ("40", "0.50", "");

        var config = _draft.Read().Config!;

        Assert.Equal(("JPY", 0, CreditSource.Days, 5_400), (
            config.Currency, config.MinorExponent, config.CreditsFrom, config.ContestWindowSeconds));
        Assert.Equal((new Money(5_000), new Money(10), new Money(700)), (
            config.FourEyesSettlement!.Value, config.FourEyesCorrection!.Value,
            config.SalesReview!.Value));
        Assert.Equal((1_000, 500_000, 20), (
            config.FourEyesCut!.Value.Value, config.CapShareOfBasePpm, config.CapFloor.Value));
        Assert.Equal(
            [new("acme", new CubicFeet(500)), new("bob", new CubicFeet(1_300))],
            config.SellerCaps.ToArray());
        Assert.Equal((5, 40, 500_000), (
            config.CurveMinBids, config.CurveMinVolume.Value, config.CurveBand.Micros));
    }

    [Fact]
    public void What_cannot_be_read_is_named_and_nothing_is_opened()
    {
        (_draft.Tick, _draft.SellerCaps, _draft.SettlementAlone) = ("0,01", "acme", "1.005");

        var (config, unread) = _draft.Read();

        Assert.Null(config);
        Assert.Equal(["tick", "settlealone", "caps"], unread.ToArray());
    }

    [Theory]
    [InlineData("acme=500,bob=300")]
    [InlineData("acme=500=300")]
    [InlineData("acme 500")]
    [InlineData("=500")]
    public void A_cap_that_is_not_one_seller_and_one_volume_is_not_read(string caps)
    {
        _draft.SellerCaps = caps;

        Assert.Equal(["caps"], _draft.Read().Unread.ToArray());
    }

    [Fact]
    public void Money_of_a_currency_without_a_known_unit_needs_its_decimals()
    {
        (_draft.Currency, _draft.SalesReview) = ("XXA", "1");
        Assert.Equal(["review"], _draft.Read().Unread.ToArray());

        _draft.Exponent = "3";
        Assert.Equal(new Money(1_000), _draft.Read().Config!.SalesReview);
    }
}
