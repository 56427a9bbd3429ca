using Clearing.Grains.Events;

namespace Clearing.Adversaries.AtRest;

/// <summary>Cuts the last events of a market off, or the whole of it.</summary>
public sealed class TrimJournal : Adversary
{
    /// <inheritdoc/>
    public override string Aim => "Who writes the database cuts off what it does not like.";

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>> Try(bool defended)
    {
        var learned = new List<string>();
        foreach (var keep in new[] { 2, 0 })
        {
            await using var victim = await Victim.Live(isSealed: true);
            if (!defended) { File.Delete(victim.AnchorPath); }
            victim.Change(
                """
                DELETE FROM journal WHERE version > $keep
                    AND stream = (SELECT id FROM streams WHERE name = $stream)
                """,
                ("$keep", keep), ("$stream", Streams.OfMarket(Victim.Market)));
            if (keep == 0)
            {
                victim.Change(
                    "DELETE FROM streams WHERE name = $stream",
                    ("$stream", Streams.OfMarket(Victim.Market)));
            }
            if (await victim.LooksRight())
            {
                learned.Add($"all but {keep} events are gone, and nobody noticed");
            }
        }
        return learned;
    }
}
