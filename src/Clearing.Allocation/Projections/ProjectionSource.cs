namespace Clearing.Allocation.Projections;

/// <summary>Where a projected week comes from. The first that applies is given.</summary>
[GenerateSerializer, Alias("Clearing.ProjectionSource")]
public enum ProjectionSource
{
    /// <summary>The operator projected the week.</summary>
    Operator = 0,

    /// <summary>The seller has no level: only launches are projected.</summary>
    NoData = 1,

    /// <summary>A confirmed event lifts the week above its season.</summary>
    Event = 2,

    /// <summary>The seller's own last year gives the season, shrunk toward the zone's.</summary>
    Own = 3,

    /// <summary>The zone's last year gives the season.</summary>
    Zone = 4,
}
