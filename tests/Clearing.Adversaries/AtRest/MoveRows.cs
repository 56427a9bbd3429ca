using System.Text;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Sealing;

namespace Clearing.Adversaries.AtRest;

/// <summary>Alters, moves, renumbers and retypes rows, and computes all links again.</summary>
public sealed class MoveRows : Adversary
{
    private const int Bid = 1;

    private static readonly string PlainBid = $$"""
        {"first_sequence":1,"bids":[{"id":"{{Victim.BidId}}","seller":"acme","max_fee":1,
        "max_volume":{{Victim.Volume}},"min_volume":0,"time_in_force":"Period"}]}
        """;

    /// <inheritdoc/>
    public override string Aim =>
        "Who writes the database changes the history of a market, links and all.";

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>> Try(bool defended)
    {
        var learned = new List<string>();
        foreach (var (what, change) in Changes)
        {
            await using var victim = await Victim.Live(isSealed: defended);
            // No anchor: what is in the rows must be enough.
            File.Delete(victim.AnchorPath);
            var rows = await victim.Rows();
            var others = await victim.Rows(Victim.OtherMarket);
            var changed = change([.. rows], others);
            // A box shows no fee that could be raised.
            if (rows.Zip(changed).All(pair => Text(pair.First) == Text(pair.Second)
                && pair.First.Type == pair.Second.Type))
            {
                continue;
            }
            Write(victim, changed);
            if (await victim.LooksRight()) { learned.Add($"{what}, and nobody noticed"); }
        }
        return learned;
    }

    private static IEnumerable<(string What, Func<StoredEvent[], List<StoredEvent>, StoredEvent[]>)>
        Changes =>
    [
        ("a fee was raised", (rows, _) => With(rows, Bid, Text(rows[Bid]).Replace(
            $"{Victim.Fee}", $"{Victim.Fee + 1}", StringComparison.Ordinal))),
        ("a byte was altered", (rows, _) => With(rows, Bid, Altered(Text(rows[Bid])))),
        ("a bid was copied from another market", (rows, others) => With(
            rows, Bid, Text(others[Bid]).Replace("acme", "evil", StringComparison.Ordinal))),
        ("two bids were swapped", (rows, _) =>
        {
            (rows[Bid], rows[Bid + 1]) = (rows[Bid + 1], rows[Bid]);
            return rows;
        }),
        ("a bid was made a refusal", (rows, _) =>
        {
            rows[Bid] = rows[Bid] with { Type = "bid_refused" };
            return rows;
        }),
        ("a plain bid was put in a sealed one's place", (rows, _) => With(rows, Bid, PlainBid)),
    ];

    private static StoredEvent[] With(StoredEvent[] rows, int at, string payload)
    {
        rows[at] = rows[at] with { Payload = Encoding.UTF8.GetBytes(payload) };
        return rows;
    }

    private static string Text(StoredEvent row) => Encoding.UTF8.GetString(row.Payload.Span);

    private static string Altered(string text)
    {
        var at = text.LastIndexOf('5') is > 20 and var five ? five : text.Length / 2;
        return text[..at] + (text[at] == '4' ? '6' : '4') + text[(at + 1)..];
    }

    // Anybody can compute links.
    private static void Write(Victim victim, StoredEvent[] rows)
    {
        var stream = Streams.OfMarket(Victim.Market);
        var link = ChainLink.Start.ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            var place = new SealedPlace(stream, i + 1, rows[i].Type);
            link = ChainLink.After(link, place, rows[i].Payload.Span);
            victim.Change(
                """
                UPDATE journal SET type = $type, payload = $payload, link = $link
                WHERE version = $version
                    AND stream = (SELECT id FROM streams WHERE name = $stream)
                """,
                ("$type", rows[i].Type), ("$payload", Text(rows[i])), ("$link", link),
                ("$version", i + 1L), ("$stream", stream));
        }
    }
}
