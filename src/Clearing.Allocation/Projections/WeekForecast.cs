namespace Clearing.Allocation.Projections;

/// <summary>The operator's own projection of a seller's week; it replaces ours.</summary>
/// <param name="Id">Chosen by the operator, unique in the zone: the idempotency key.</param>
/// <param name="Seller">A seller that takes part in the zone.</param>
/// <param name="Week">The Monday with which the week begins.</param>
/// <param name="MilliVolume">Thousandths of a cubic foot, launches included; 0 to 10^16.</param>
/// <param name="Model">What made it, as the operator calls it; null if that is not said.</param>
[GenerateSerializer, Alias("Clearing.WeekForecast"), Immutable]
public sealed record WeekForecast(
    string Id, string Seller, DateOnly Week, long MilliVolume, string? Model)
{
    /// <summary>The most characters, or bytes of UTF-8 in a file, that the name of a model may have.</summary>
    public const int MaxModelLength = 128;
}
