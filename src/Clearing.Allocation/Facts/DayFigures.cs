namespace Clearing.Allocation.Facts;

/// <summary>The figures of one day of a seller in a zone. A null is unknown, never zero.</summary>
/// <remarks>A figure is at least 0, except <see cref="SalesMinor"/>.</remarks>
[GenerateSerializer, Alias("Clearing.DayFigures"), Immutable]
public sealed record DayFigures
{
    /// <summary>The largest volume in cubic feet, and the largest number of units.</summary>
    public const long MaxVolume = 10_000_000_000_000;

    /// <summary>The largest volume in thousandths of a cubic foot.</summary>
    public const long MaxMilliVolume = 1_000 * MaxVolume;

    /// <summary>A day of which nothing is known.</summary>
    public static DayFigures Unknown { get; } = new();

    /// <summary>Cubic feet on hand, averaged over the day.</summary>
    [Id(0)] public long? UsedVolume { get; init; }

    /// <summary>Cubic feet of open shipments.</summary>
    [Id(1)] public long? InboundVolume { get; init; }

    /// <summary>Thousandths of a cubic foot that were shipped to customers.</summary>
    [Id(2)] public long? SoldMilliVolume { get; init; }

    /// <summary>Units that were shipped to customers.</summary>
    [Id(3)] public long? UnitsSold { get; init; }

    /// <summary>Units on hand.</summary>
    [Id(4)] public long? OnHandUnits { get; init; }

    /// <summary>Units beyond 90 days of supply; at most <see cref="OnHandUnits"/>.</summary>
    [Id(5)] public long? ExcessUnits { get; init; }

    /// <summary>Units on hand that cannot be sold; at most <see cref="OnHandUnits"/>.</summary>
    [Id(6)] public long? StrandedUnits { get; init; }

    /// <summary>The share of demand-weighted products in stock, 0 to 1_000_000.</summary>
    [Id(7)] public long? InStockPpm { get; init; }

    /// <summary>
    /// Sales in minor units, net of what is not reported as a return; may be negative. The type has
    /// 128 bits to hold whatever a caller sends; a report with more than 63 bits is refused.
    /// </summary>
    [Id(8)] public Int128? SalesMinor { get; init; }
}
