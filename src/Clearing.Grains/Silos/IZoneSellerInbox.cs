using Clearing.Contracts;

namespace Clearing.Grains;

/// <summary>
/// The side of a seller's grain in a zone that round grains call: the extra space that a market
/// grants it. Refused to all but silos.
/// </summary>
[Alias("Clearing.IZoneSellerInbox")]
public interface IZoneSellerInbox : IGrainWithStringKey
{
    /// <summary>
    /// Accepts what a market tells the seller, if it tells the zone too. A settlement is accepted
    /// once the seller's account has taken what all days sold. Accepting again changes nothing.
    /// </summary>
    /// <param name="notice">What the market tells.</param>
    [Alias("Accept"), ResponseTimeout("00:00:10")]
    Task Accept(Notice notice);
}
