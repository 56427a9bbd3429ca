using Clearing.Contracts;

namespace Clearing.Grains;

/// <summary>
/// The side of a zone's grain that its sellers' grains call: who takes part. Refused to all but
/// silos.
/// </summary>
[Alias("Clearing.IZoneRegister")]
public interface IZoneRegister : IGrainWithStringKey
{
    /// <summary>Notes that a seller takes part. For seller grains; again changes nothing.</summary>
    /// <param name="seller">The seller's id.</param>
    [Alias("Enter")]
    Task Enter(string seller);
}
