using Clearing.Pages.Sellers;

namespace Clearing.Pages.Tests.Sellers;

public class DraftingBids
{
    private readonly BidDraft _draft = new(new MarketConfig { Lot = new CubicFeet(10), Tick = new Fee(10_000) })
    {
        Fee = "4.50",
        Volume = "1,200",
        Minimum = "300",
    };

    [Fact]
    public void A_draft_that_keeps_the_rules_is_the_bid_that_is_sent()
    {
        Assert.True(_draft.IsValid);
        Assert.Equal(
            new Bid("b", "s", new Fee(4_500_000), new CubicFeet(1_200), new CubicFeet(300)),
            _draft.ToBid("b", "s"));
    }

    [Fact]
    public void An_error_has_the_code_of_the_API_and_a_value_that_would_do()
    {
        (_draft.Fee, _draft.Volume, _draft.Minimum) = ("3.605", "1,005", "1,200");

        Assert.Equal(("FEE_OFF_TICK", "Use 3.60 or 3.61."), (_draft.FeeError!.Code, _draft.FeeError.Detail));
        Assert.Equal(("VOLUME_OFF_LOT", "Use 1,000 or 1,010."), (_draft.VolumeError!.Code, _draft.VolumeError.Detail));
        Assert.Equal("MIN_VOLUME_OUT_OF_RANGE", _draft.MinimumError!.Code);
        Assert.False(_draft.IsValid);
    }

    [Fact]
    public void What_is_not_typed_yet_is_no_error_but_no_bid_either()
    {
        (_draft.Fee, _draft.Volume) = ("", "");

        Assert.Null(_draft.FeeError);
        Assert.Null(_draft.VolumeError);
        Assert.False(_draft.IsValid);
    }

    [Fact]
    public void A_value_that_is_no_number_is_told_at_its_field()
    {
        (_draft.Fee, _draft.Volume) = ("four", "1.5");

        Assert.Equal("FIELD_INVALID", _draft.FeeError!.Code);
        Assert.Equal("FIELD_INVALID", _draft.VolumeError!.Code);
    }
}
