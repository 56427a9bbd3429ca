using System.Text;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Sealing;

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
            await Add(victim, happened);
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

    private static async Task Add(Victim victim, MarketEvent happened)
    {
        var last = (await victim.Rows())[^1];
        var row = Codecs.Market.Encode(happened);
        var place = new SealedPlace(Streams.OfMarket(Victim.Market), last.Version + 1, row.Type);
        victim.Change(
            """
            INSERT INTO journal (stream, version, type, payload, recorded_at, link)
            SELECT id, $version, $type, $payload, 0, $link FROM streams WHERE name = $stream
            """,
            ("$version", place.Version), ("$type", place.Type),
            ("$payload", Encoding.UTF8.GetString(row.Payload.Span)),
            ("$link", ChainLink.After(last.Link.Span, place, row.Payload.Span)),
            ("$stream", place.Stream));
    }
}
