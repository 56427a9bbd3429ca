using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Facts;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>A base that the operator sets for one seller and period.</summary>
internal sealed record OverrideBody : IBody<OverrideBody>
{
    public static string Example =>
        """{"period":"2026-11","seller":"acme","volume":900,"note":"a fair in their town"}""";

    [Description("A month or a quarter whose bases are not confirmed.")]
    public required string Period { get; init; }

    [Description("A seller that takes part in the zone.")]
    public required string Seller { get; init; }

    [Whole(0, DayFigures.MaxVolume, LeftToMarket = true)]
    [Description("Cubic feet; null, or left out, withdraws an earlier override.")]
    public long? Volume { get; init; }

    [Description("Why: 1 to 500 characters; kept in the journal.")]
    public required string Note { get; init; }

    internal BaseOverride ToOverride() => new(Period, Seller, Volume, Note);
}
