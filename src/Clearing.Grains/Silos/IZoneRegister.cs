using Clearing.Contracts;

namespace Clearing.Grains;

/// <summary>
/// The side of a zone's grain that its sellers' grains call: who takes part. Only silos may call
/// it.
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
}
