using System.Buffers;
using System.Text.Json;
using Clearing.Grains.Events;
using Clearing.Market;

namespace Clearing.Cluster.Tests.Events;

/// <summary>The form of a market's stored history gives the same events in the same order.</summary>
public sealed class PackedHistoryTests
{
    private const string Stream = "market/us-east/standard/2026-Q4";
    private static readonly DateTimeOffset Noon = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    private static readonly MarketEvent[] History =
    [
        new MarketOpened(new MarketConfig()),
        Placed(1, new Bid("b-1", "acme", new(5), new(600), new(7), TimeInForce.Round)),
        Placed(2, new Bid("b-2", "acme", new(5), new(600)), new Bid("b-3", "zebra", new(1), new(2))),
        Placed(4, new Bid("ü", "acme", new(5), new(600))) with { At = null },
        new CapacityChanged(new CapacityChange("more", new CubicFeet(-10))),
        new MarketPaused("a flood") { At = Noon },
        Placed(5, new Bid("b-5", new string('s', 255), new(9), new(1))) with { At = null },
    ];

    [Fact]
    public void Every_event_comes_back_in_order()
    {
        var read = PackedHistory.Read(Stream, Packed());

        Assert.Equal(History.Select(Text), read!.Select(Text));
    }

    [Fact]
    public void A_history_that_was_cut_is_not_read_as_a_shorter_one()
    {
        var packed = Packed();
        var whole = Enumerable.Range(0, History.Length + 1).Select(count => Packed(count).Length).ToHashSet();
        for (var length = 1; length < packed.Length; length++)
        {
            var read = PackedHistory.Read(Stream, packed[..length]);
            Assert.Equal(whole.Contains(length), read is not null);
        }
    }

    [Fact]
    public void Bytes_of_another_form_are_refused()
    {
        Assert.Null(PackedHistory.Read(Stream, new byte[] { 3, 0, 0 }));
        var late = Packed(2).ToArray();
        late.AsSpan(Packed(1).Length + 9, 8).Fill(0x7F);
        Assert.Null(PackedHistory.Read(Stream, late));
    }

    private static ReadOnlyMemory<byte> Packed(int count = int.MaxValue)
    {
        var packed = new ArrayBufferWriter<byte>();
        foreach (var happened in History.Take(count)) { PackedHistory.Write(packed, happened); }
        return packed.WrittenMemory;
    }

    private static string Text(MarketEvent happened)
    {
        var encoded = Codecs.Market.Encode(happened);
        using var json = JsonDocument.Parse(encoded.Payload);
        return $"{encoded.Type} {json.RootElement}";
    }

    private static BidsPlaced Placed(long first, params Bid[] bids) =>
        new(first, [.. bids]) { At = Noon };
}
