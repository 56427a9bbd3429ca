using Clearing.Allocation.Facts;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>Returned goods, which lower the net sales of the day of the sale.</summary>
internal sealed record SalesReturnBody : IBody<SalesReturnBody>
{
    public static string Example =>
        """{"return_id":"r-88","sold_on":"2026-10-01","returned_minor":4999}""";

    [ZoneCommandId]
    [Description(
        "Chosen by you, unique among the seller's reports and returns in the zone: the "
        + "idempotency key.")]
    public string? ReturnId { get; init; }

    [Description("The day of the sale, in the region's time zone.")]
    public required DateOnly SoldOn { get; init; }

    [Description("The amount that was returned, in minor units: more than 0.")]
    public required Int128 ReturnedMinor { get; init; }

    internal SalesReturn ToReturn() => new(ReturnId!, SoldOn, ReturnedMinor);
}
