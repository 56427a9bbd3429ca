using Clearing.Allocation.Bases;

namespace Clearing.Allocation.Tests.Explanations;

/// <summary>Sellers see the ratio that cuts them, but not the sums that it comes from.</summary>
public class RoundingRations
{
    [Theory]
    [InlineData(RationKind.AboveFloor, 180_400, 214_900, 839_460)]
    [InlineData(RationKind.BelowFloor, 2, 3, 666_666)]
    [InlineData(RationKind.BelowFloor, 0, 25, 0)]
    [InlineData(RationKind.AboveFloor, 999_999_999_999, 1_000_000_000_000, 999_999)]
    public void A_seller_sees_the_ratio_rounded_down_to_parts_per_million(
        RationKind kind, long numerator, long denominator, long ppm)
    {
        var seen = new Ration(kind, numerator, denominator).ForSellers();

        Assert.Equal(new Ration(kind, ppm, 1_000_000), seen);
        Assert.Equal(seen, seen.ForSellers());
    }

    [Fact]
    public void Where_nothing_is_rationed_there_is_nothing_to_round() =>
        Assert.Equal(Ration.None, Ration.None.ForSellers());

    [Fact]
    public void A_base_recomputed_from_the_rounded_ratio_is_the_base_or_smaller_by_rounding() =>
        Draw.Many(1_000, draw =>
        {
            var floor = draw.Of(0, 100);
            var target = floor + draw.Of(0, 1_000_000);
            var denominator = draw.Of(1, 1_000_000_000);
            var exact = new Ration(RationKind.AboveFloor, draw.Of(0, denominator - 1), denominator);

            Assert.InRange(exact.Base(target, floor) - exact.ForSellers().Base(target, floor), 0, 1);
        });
}
