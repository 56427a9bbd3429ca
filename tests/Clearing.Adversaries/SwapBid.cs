namespace Clearing.Adversaries;

/// <summary>An operator who changes a bid after the close and shows its seller a proof.</summary>
public sealed class SwapBid : IAdversary
{
    /// <inheritdoc/>
    public string? Attack()
    {
        var proof = Proof();
        var forged = proof with { Rows = [Swapped(proof.Rows[0])] };
        return ProofCheck.Fault(proof) is null && ProofCheck.Fault(forged) is not null
            ? null
            : "that a swapped bid is believed";
    }

    /// <inheritdoc/>
    // Without a check the seller believes what it is shown.
    public string? AttackUnprotected() =>
        Swapped(Proof().Rows[0]).Row.MaxFee == new Fee(1) ? "that a swapped bid is believed" : null;

    private static BidProof Proof()
    {
        var stage = new Stage();
        stage.Bid("seller", 9, 10, "b");
        stage.Bid("other", 8, 10);
        stage.Clear(1, 10);
        return stage.Market.Proof("seller", 1, 0, 10)!;
    }

    private static ProvenRow Swapped(ProvenRow row) =>
        row with { Row = row.Row with { MaxFee = new Fee(1) } };
}
