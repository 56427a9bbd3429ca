using System.Collections.Immutable;
using Clearing.Allocation.Attributions;
using Clearing.Market.Curtailments;

namespace Clearing.Allocation.Tests.Attributions;

public class HoldingExtraSpace
{
    private static readonly DateOnly First = new(2026, 11, 1);
    private static readonly MoneyTerms Money = new("USD", 2, 150_000, 1_000_000);

    [Fact]
    public void A_market_that_told_nothing_holds_nothing()
    {
        var none = ExtraSpace.None;

        Assert.Equal(
            (0, false, null, 0, 0),
            (none.LastNumber, none.IsSettled, none.Terms, none.HeldOn(First), none.ChargeOn(First)));
    }

    [Fact]
    public void A_grant_counts_from_its_day_and_a_release_no_longer_on_its_own()
    {
        var space = Told(
            (1, Won("a@1", 100, fee: 2)), (5, Nothing with { Releases = [new("a@1", new(30))] }));

        Assert.Equal([0, 100, 100, 70], Held(space, 0, 1, 4, 5));
        Assert.Equal([0, 200, 200, 140], Charges(space, 0, 1, 4, 5));
    }

    [Fact]
    public void What_is_curtailed_is_held_until_its_day_and_owed_until_it_was_told()
    {
        var space = Told((1, Won("a@1", 100, fee: 2)), (5, Cut("a@1", offer: 10, firm: 20, day: 8)));

        Assert.Equal([100, 100, 70, 70], Held(space, 4, 7, 8, 9));
        Assert.Equal([200, 140, 140, 140], Charges(space, 4, 5, 7, 8));
    }

    [Fact]
    public void Earlier_awards_fall_to_a_lower_fee_and_never_rise_to_a_higher_one()
    {
        var space = Told(
            (1, Won("a@1", 100, fee: 3)),
            (2, Won("b@2", 100, fee: 1)),
            (3, Won("c@3", 100, fee: 2) with { RepricedTo = new(2_000_000) }),
            (4, Nothing with { Settled = true }));

        Assert.Equal([300, 400, 500, 500], Charges(space, 1, 2, 3, 4));
        Assert.Equal((4, true, Money), (space.LastNumber, space.IsSettled, space.Terms));
        Assert.False(Told((1, Won("a@1", 100, fee: 3))).IsSettled);
    }

    private static Notice Nothing { get; } =
        new("market", "shop", 0, 1, Money, [], [], null, false);

    private static long[] Held(ExtraSpace space, params int[] days) =>
        [.. days.Select(day => space.HeldOn(First.AddDays(day)))];

    // In dollars.
    private static Int128[] Charges(ExtraSpace space, params int[] days) =>
        [.. days.Select(day => space.ChargeOn(First.AddDays(day)) / 100)];

    private static ExtraSpace Told(params (int Day, Notice Notice)[] notices)
    {
        var space = ExtraSpace.None;
        for (var n = 0; n < notices.Length; n++)
        {
            var told = notices[n].Notice with { Number = n + 1 };
            space = space.With(new(told, First.AddDays(notices[n].Day)));
        }
        return space;
    }

    private static Notice Won(string award, long volume, long fee) => Nothing with
    {
        Awards =
        [
            new(award, award, "shop", 1, new(volume), new(9_000_000), new(fee * 1_000_000), true),
        ],
    };

    private static Notice Cut(string award, long offer, long firm, int day) => Nothing with
    {
        Curtailment = new(
            new("cut", new(offer + firm), First.AddDays(day)), new(0), new(0),
            [new(award, "shop", new(offer), new(firm), new(0), new(0), false)]),
    };
}
