namespace Clearing.Allocation.Tests.Bases;

// Cuts and the bills of the month that they begin in.
public partial class CuttingBases
{
    [Fact]
    public void A_cut_that_is_told_after_its_month_was_billed_corrects_the_bill_at_once()
    {
        Confirmed();
        var uncut = Base("big")!.Value;
        Use("big", From.AddDays(-1), uncut + 31);
        Use("big", From, uncut + 31);
        var billDay = Day(new(2027, 1, 2));
        Do("big", _world["big"].Bill(December.FirstDay, billDay));
        Cut("roof", 60, told: billDay.Today.AddDays(3));

        // A cubic foot over the limit on one of 31 days costs 1000 / 31 cents, rounded down.
        var charges = _world["big"].UntoldCharges.ToArray();
        var less = uncut - Base("big")!.Value;
        Assert.Equal(["overage/2026-12", "cut/roof"], charges.Select(of => of.Reference));
        Assert.Equal([1, 2], charges.Select(of => of.Number));
        Assert.Equal(2_000, charges[0].Amount.Minor);
        Assert.Equal(((62 + less) * 1_000 / 31) - 2_000, charges[1].Amount.Minor);
        Assert.Empty(_world["big"].Bill(December.FirstDay, billDay));
    }

    [Fact]
    public void The_base_of_a_day_is_the_cut_one_from_the_day_of_the_cut_on()
    {
        Confirmed();
        var uncut = Base("big");
        Cut("roof", 60, told: From.AddDays(-1));
        long? On(DateOnly day) => _world["big"].BaseFrom(new("any", December, day, null!, 0, day));

        Assert.Equal((uncut, Base("big")), (On(From.AddDays(-1)), On(From)));
        Assert.NotEqual(uncut, Base("big"));
        Assert.Null(On(December.LastDay.AddDays(1)));
    }

    [Fact]
    public void A_cut_that_is_told_in_time_bills_nothing()
    {
        Confirmed();
        Use("big", From, 9_000);
        Cut("roof", 60, told: From.AddDays(5));

        Assert.Empty(_world["big"].UntoldCharges);
    }
}
