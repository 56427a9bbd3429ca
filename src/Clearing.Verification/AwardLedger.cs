using Clearing.Market;

namespace Clearing.Verification;

/// <summary>Holds each seller's awards from the markets until its stream is read.</summary>
internal sealed class AwardLedger
{
    private readonly Dictionary<string, Dictionary<(string Market, string Award), WonAward>>
        _bySeller = new(StringComparer.Ordinal);

    /// <summary>The markets, with true if all sellers were notified of everything.</summary>
    internal Dictionary<string, bool> Markets { get; } = new(StringComparer.Ordinal);

    /// <summary>The sellers whose awards are not yet taken out.</summary>
    internal IEnumerable<string> Sellers => _bySeller.Keys;

    internal void Add(
        string market, Award award, Fee finalFee, long released, long curtailed,
        Money compensation)
    {
        if (!_bySeller.TryGetValue(award.Seller, out var won))
        {
            won = [];
            _bySeller.Add(award.Seller, won);
        }
        won.Add(
            (market, award.Id),
            new WonAward(award, finalFee, released, curtailed, compensation));
    }

    /// <summary>Takes out the awards of a seller.</summary>
    internal Dictionary<(string Market, string Award), WonAward> Take(string seller) =>
        _bySeller.Remove(seller, out var won) ? won : [];
}

/// <summary>An award in its market.</summary>
/// <param name="Award">The award as granted.</param>
/// <param name="CurrentFee">The lowest of its round fee and all later repricing fees.</param>
/// <param name="Released">The volume given back and granted to others.</param>
/// <param name="Curtailed">The volume that curtailments took.</param>
/// <param name="Compensation">The seller's compensation for the firm part of that.</param>
internal sealed record WonAward(
    Award Award, Fee CurrentFee, long Released, long Curtailed, Money Compensation);
