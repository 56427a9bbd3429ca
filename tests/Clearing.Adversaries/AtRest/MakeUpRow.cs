using Clearing.Grains.Events;
using Clearing.Market;

namespace Clearing.Adversaries.AtRest;

/// <summary>
/// Adds a plain row of a type that older versions never sealed: a settlement, after which the books
/// are open to everybody, or an act on capacity, calendar or pause.
/// </summary>
public sealed class MakeUpRow : Adversary
{
    private static readonly MarketEvent[] MadeUp =
    [
        new MarketSettled(),
        new CapacityChanged(new CapacityChange("made-up", new CubicFeet(1_000))),
        new RoundScheduled(new ScheduledRound(
            new RoundTerms(1, new CubicFeet(1_000)), DateTimeOffset.UnixEpoch)),
        new MarketPaused("made-up"),
    ];

    /// <inheritdoc/>
    public override string Aim =>
        "Who writes the database settles a market, to open its books, or changes its terms.";

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>> Try(bool defended)
    {
        var learned = new List<string>();
        foreach (var happened in MadeUp)
        {
            await using var victim = await Victim.Live(isSealed: defended);
            var row = Codecs.Market.Encode(happened);
            victim.Add((await victim.Rows())[^1], row.Type, row.Payload.Span);
            if (await victim.LooksRight())
            {
                learned.Add($"{happened.GetType().Name} was made up, and nobody noticed");
            }
            if (await victim.GoesOn())
            {
                learned.Add($"{happened.GetType().Name} was made up, and a silo goes on with it");
            }
        }
        return learned;
    }
}
