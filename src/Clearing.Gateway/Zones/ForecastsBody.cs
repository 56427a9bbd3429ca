using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Projections;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>The operator's own projections of sellers' weeks.</summary>
internal sealed record ForecastsBody : IBody<ForecastsBody>
{
    public static string Example =>
        """
        {"projections":[{"projection_id":"p-1","seller":"acme","week":"2026-11-02",
         "milli_volume":290000,"model":"spring"}]}
        """;

    public static bool IsBatch => true;

    [Length(1, 1_000), Description("The projections, each decided separately.")]
    public required ImmutableArray<ForecastBody> Projections { get; init; }
}

/// <summary>The operator's own projection of a seller's week.</summary>
internal sealed record ForecastBody : IBody<ForecastBody>
{
    public static string Example =>
        """
        {"projection_id":"p-1","seller":"acme","week":"2026-11-02","milli_volume":290000,
         "model":"spring"}
        """;

    [ZoneCommandId]
    [Description("Chosen by you, unique among the zone's projections: the idempotency key.")]
    public string? ProjectionId { get; init; }

    [IdText, Description("A seller that takes part in the zone.")]
    public required string Seller { get; init; }

    [Description("The Monday with which the week begins.")]
    public required DateOnly Week { get; init; }

    [Whole(0, DayFigures.MaxMilliVolume, LeftToMarket = true)]
    [Description(
        "The volume that the week sells, launches included, in thousandths of a cubic foot.")]
    public required long MilliVolume { get; init; }

    [Length(0, WeekForecast.MaxModelLength)]
    [Description("The name of what made the projection; it is kept in the journal.")]
    public string? Model { get; init; }

    internal WeekForecast ToForecast() =>
        new(ProjectionId!, Seller, Week, MilliVolume, Model);
}
