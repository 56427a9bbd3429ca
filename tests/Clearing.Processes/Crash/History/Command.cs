using System.Text.Json.Serialization;

namespace Clearing.Processes.Crash;

/// <summary>A command as a client sends it; two are the same when every member is equal.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Market">The market.</param>
/// <param name="Seller">The seller; empty for an operator's command.</param>
/// <param name="Id">The idempotency key; the round's number for a clearing.</param>
/// <param name="Target">The bid or award it is about; null if it is about none.</param>
/// <param name="Fee">Max fee or reserve, micros.</param>
/// <param name="Volume">Max volume, delta, minor units or use.</param>
/// <param name="Least">Min volume.</param>
internal sealed record Command(
    Kind Kind, string Market, string Seller, string Id, string? Target = null,
    long? Fee = null, long? Volume = null, long? Least = null)
{
    /// <summary>In what the id is unique, and the id.</summary>
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

/// <summary>What a command is.</summary>
internal enum Kind
{
    Bid, Amendment, Cancellation, Relinquishment, Sales, Use, Capacity, Open, Clear, Settle,
}
