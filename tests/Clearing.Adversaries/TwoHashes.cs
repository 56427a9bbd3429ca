namespace Clearing.Adversaries;

/// <summary>
/// A server that commits to two books: it shows one hash at the close and proves from another.
/// </summary>
public sealed class TwoHashes : IAdversary
{
    /// <inheritdoc/>
    public string? Attack()
    {
        var (told, proof) = Played();
        var believed = ProofCheck.Fault(proof) is null && proof.BookHash == told;
        var patched = ProofCheck.Fault(proof with { BookHash = told }) is null;
        return believed || patched ? "that the second book is believed" : null;
    }

    /// <inheritdoc/>
    // A seller who does not compare the hash with the one published at the close.
    public string? AttackUnprotected() =>
        ProofCheck.Fault(Played().Proof) is null ? "that the second book is believed" : null;

    private static (string Told, BidProof Proof) Played()
    {
        var (shown, cleared) = (new Stage(), new Stage());
        foreach (var stage in (Stage[])[shown, cleared]) { stage.Bid("seller", 9, 10, "b"); }
        cleared.Bid("phantom", 10, 10);
        shown.Close(1);
        cleared.Clear(1, 10);
        return (shown.Market.Report().ClosedBookHash!, cleared.Market.Proof("seller", 1, 0, 10)!);
    }
}
