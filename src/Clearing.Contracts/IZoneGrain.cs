using System.Collections.Immutable;
using Clearing.Allocation.Zones;

namespace Clearing.Contracts;

/// <summary>A zone: its rules and its sellers. Key: <c>region/storageType</c>.</summary>
[Alias("Clearing.IZoneGrain")]
public interface IZoneGrain : IGrainWithStringKey
{
    /// <summary>Configures the zone; repeating the same configuration changes nothing.</summary>
    /// <param name="terms">The configuration to apply.</param>
    [Alias("Configure")]
    [May(Role.Operator, Scope.Zone)]
    Task<ZoneStatus> Configure(ZoneTerms terms);

    /// <summary>The zone's configuration; null until it is configured.</summary>
    [Alias("Terms")]
    [May(Role.Everyone, Scope.Zone)]
    Task<ZoneTerms?> Terms();

    /// <summary>A page of the sellers that take part, in ordinal order.</summary>
    /// <param name="after">The last seller of the page before; empty from the start.</param>
    /// <param name="most">The most sellers, 1 to 1_000.</param>
    [Alias("Sellers")]
    [May(Role.Operator | Role.Auditor, Scope.Zone)]
    Task<ImmutableArray<string>> Sellers(string after, int most);
}
