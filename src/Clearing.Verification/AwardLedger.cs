using Clearing.Market;

namespace Clearing.Verification;

/// <summary>What markets say of each seller's awards, until the seller's stream is read.</summary>
internal sealed class AwardLedger
{
    private readonly Dictionary<string, Dictionary<(string Market, string Award), WonAward>>
        _bySeller = new(StringComparer.Ordinal);

    /// <summary>The markets, and whether all sellers of each were notified of everything.</summary>
    internal Dictionary<string, bool> Markets { get; } = new(StringComparer.Ordinal);

    /// <summary>The sellers whose awards were not yet taken out.</summary>
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

/// <summary>An award as its market has it.</summary>
/// <param name="Award">As it was granted.</param>
/// <param name="CurrentFee">The lowest fee of its own and all later rounds.</param>
/// <param name="Released">Volume given back and granted to others.</param>
/// <param name="Curtailed">Volume that curtailments took.</param>
/// <param name="Compensation">What the seller gets for the firm part of it.</param>
internal sealed record WonAward(
    Award Award, Fee CurrentFee, long Released, long Curtailed, Money Compensation);
