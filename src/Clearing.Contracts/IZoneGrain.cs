using System.Collections.Immutable;
using Clearing.Allocation.Zones;

namespace Clearing.Contracts;

/// <summary>A zone: its rules and its sellers. Key: <c>region/storageType</c>.</summary>
[Alias("Clearing.IZoneGrain")]
public interface IZoneGrain : IGrainWithStringKey
{
    /// <summary>Configures the zone; the same configuration again changes nothing.</summary>
    /// <param name="terms">What is to hold.</param>
    [Alias("Configure")]
    Task<ZoneStatus> Configure(ZoneTerms terms);

    /// <summary>What holds in the zone; null until it is configured.</summary>
    [Alias("Terms")]
    Task<ZoneTerms?> Terms();

    /// <summary>Notes that a seller takes part. For seller grains; again changes nothing.</summary>
    /// <param name="seller">The seller's id.</param>
    [Alias("Enter")]
    Task Enter(string seller);

    /// <summary>A page of the sellers that take part, in ordinal sequence.</summary>
    /// <param name="after">The last seller of the page before; empty from the start.</param>
    /// <param name="most">The most sellers, 1 to 1_000.</param>
    [Alias("Sellers")]
    Task<ImmutableArray<string>> Sellers(string after, int most);
}
