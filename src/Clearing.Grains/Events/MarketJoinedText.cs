using Clearing.Market;
using static Clearing.Grains.Events.KnownPrefix;

namespace Clearing.Grains.Events;

/// <summary>
/// Reads the event that a seller takes part in a market from exactly the text that is written for
/// it.
/// </summary>
/// <remarks>The stream of each winner begins with it, and a clearing reads them all.</remarks>
internal static class MarketJoinedText
{
    /// <summary>The event; null if the text differs from what would be written.</summary>
    public static MarketJoined? Read(ReadOnlySpan<byte> text) =>
        Take(ref text, "{\"market\":\""u8) && TakeText(ref text, out var market)
        && text.SequenceEqual("}"u8)
            ? new(market)
            : null;
}
