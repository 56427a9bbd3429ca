using Clearing.Market;
using static Clearing.Grains.Events.KnownPrefix;

namespace Clearing.Grains.Events;

/// <summary>Reads from its very text that a seller takes part in a market.</summary>
/// <remarks>The stream of each winner begins so, and a clearing reads them all.</remarks>
internal static class MarketJoinedText
{
    /// <summary>The event; null if the text is another than would be written.</summary>
    public static MarketJoined? Read(ReadOnlySpan<byte> text) =>
        Take(ref text, "{\"market\":\""u8) && TakeText(ref text, out var market)
        && text.SequenceEqual("}"u8)
            ? new(market)
            : null;
}
