namespace Clearing.Pages.Tests;

/// <summary>Cleared rounds as tests need them.</summary>
internal static class Rounds
{
    public static RoundReport Round(
        int number, long? fee, long granted = 1_000, long asked = 1_500, long? repricedTo = null,
        int repriced = 0, long reserve = 1_500_000, int winners = 3)
    {
        Fee? paid = fee is { } micros ? new Fee(micros) : null;
        var some = fee is null ? 0 : granted;
        return new RoundReport(
            new RoundTerms(number, new CubicFeet(granted), new Fee(reserve)), new CubicFeet(granted),
            new CubicFeet(granted), asked, new CubicFeet(some), new CubicFeet(granted - some), paid,
            paid, repricedTo is { } to ? new Fee(to) : null, 10, fee is null ? 0 : winners, repriced,
            new string('a', 64), new string('b', 64));
    }

    /// <summary>The Halloween story: 6.00, then 4.00 for all, then 4.25.</summary>
    public static ImmutableArray<RoundReport> Story { get; } =
    [
        Round(1, 6_000_000, granted: 5_000, asked: 5_000, winners: 1),
        Round(2, 4_000_000, granted: 3_800, asked: 3_800, repricedTo: 4_000_000, repriced: 1),
        Round(3, 4_250_000, granted: 900, asked: 1_900, repricedTo: 4_250_000),
    ];

    public static StatementLine Costumes { get; } = new(
        "oct-costumes@1", "oct-costumes", 1, new CubicFeet(5_000), default, new Fee(6_000_000),
        new Fee(6_000_000), new Fee(4_000_000), new Money(3_000_000), new Money(1_000_000),
        Money.Zero, new Money(2_000_000));

    public static Statement Statement(
        int rate = 150_000, int cap = 1_000_000, long sales = 9_600_000, long compensation = 0)
    {
        var earned = new Money((Int128)sales * rate / 1_000_000);
        var most = new Money((Int128)2_000_000 * cap / 1_000_000);
        var applied = earned.CompareTo(most) < 0 ? earned : most;
        return new Statement(
            "us-east/standard/2026-Q4", "halloween-shop", new MoneyTerms("USD", 2, rate, cap), false,
            [Costumes], new Money(2_000_000), new Money(sales), earned, most, applied, earned - applied,
            new Money(2_000_000 - compensation) - applied, Money.Zero, Compensation: new(compensation));
    }
}
