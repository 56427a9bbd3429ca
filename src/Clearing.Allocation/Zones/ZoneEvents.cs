using System.Collections.Immutable;

namespace Clearing.Allocation.Zones;

/// <summary>A fact in the life of a zone.</summary>
public abstract record ZoneEvent;

/// <summary>The operator configured the zone, or changed its rules.</summary>
/// <param name="Terms">What holds from now on.</param>
public sealed record ZoneConfigured(ZoneTerms Terms) : ZoneEvent;

/// <summary>Sellers take part in the zone.</summary>
/// <param name="Sellers">Their ids, none of which took part before.</param>
public sealed record SellersEntered(ImmutableArray<string> Sellers) : ZoneEvent;
