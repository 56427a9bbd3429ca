using Clearing.Allocation.Zones;
using Clearing.Contracts;

namespace Clearing.Grains;

/// <summary>
/// The side of a zone's grain that its sellers' and markets' grains call: who takes part, and what
/// holds in a period. Only silos may call it.
/// </summary>
[Alias("Clearing.IZoneRegister")]
public interface IZoneRegister : IGrainWithStringKey
{
    /// <summary>Notes that a seller takes part, for seller grains. This is idempotent.</summary>
    /// <param name="seller">The seller's id.</param>
    [Alias("Enter")]
    Task Enter(string seller);

    /// <summary>
    /// Notes that a seller proposes events, and so takes part, for seller grains. This is idempotent.
    /// </summary>
    /// <param name="seller">The seller's id.</param>
    [Alias("EnterPlanner")]
    Task EnterPlanner(string seller);

    /// <summary>
    /// The zone's terms with the rules that count in a period, for markets: those of the run that announced
    /// its bases. Null if the zone is not configured.
    /// </summary>
    /// <param name="period">The period, such as <c>2026-11</c>.</param>
    [Alias("TermsIn")]
    Task<ZoneTerms?> TermsIn(string period);
}
