using System.Text.Json.Serialization;

namespace Clearing.Processes.Crash;

/// <summary>A command as sent by a client; equal commands have equal members.</summary>
/// <param name="Kind">The kind of command.</param>
/// <param name="Market">The market.</param>
/// <param name="Seller">The seller; empty for an operator's command.</param>
/// <param name="Id">The idempotency key; the round's number for a clearing.</param>
/// <param name="Target">The bid or award that it changes; null for none.</param>
/// <param name="Fee">The max fee or reserve fee, in micros.</param>
/// <param name="Volume">The max volume, delta, sales in minor units, or use.</param>
/// <param name="Least">The min volume.</param>
internal sealed record Command(
    Kind Kind, string Market, string Seller, string Id, string? Target = null,
    long? Fee = null, long? Volume = null, long? Least = null)
{
    /// <summary>The id, with the scope in which it is unique.</summary>
    [JsonIgnore]
    public string Key => Kind switch
    {
        Kind.Bid => $"bid {Market} {Id}",
        Kind.Clear => $"round {Market} {Id}",
        Kind.Open or Kind.Settle => $"market {Market} {Kind}",
        Kind.Sales or Kind.Use => $"report {Seller} {Id}",
        _ => $"command {Market} {Id}",
    };
}

/// <summary>The kind of a command.</summary>
internal enum Kind
{
    Bid, Amendment, Cancellation, Relinquishment, Sales, Use, Capacity, Open, Clear, Settle,
}
