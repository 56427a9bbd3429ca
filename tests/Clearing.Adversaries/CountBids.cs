namespace Clearing.Adversaries;

/// <summary>Counts rivals' bids by bidding now and then and looking at its own numbers.</summary>
public sealed class CountBids : IAdversary
{
    /// <inheritdoc/>
    public string? Attack() => Count((stage, receipt) =>
        [receipt.Number, .. stage.Market.BidsOf(Stage.Attacker).Select(bid => bid.Sequence ?? 0)]);

    /// <inheritdoc/>
    public string? AttackUnprotected() => Count((stage, _) =>
        [stage.Events.OfType<BidsPlaced>().Last().FirstSequence]);

    private static string? Count(Func<Stage, BidReceipt, IEnumerable<long>> numbers)
    {
        long[] Seen(int rivals)
        {
            var stage = new Stage();
            var seen = new List<long>();
            for (var step = 0; step < 3; step++)
            {
                for (var i = 0; i < rivals; i++) { stage.Bid($"rival-{i}", 9, 1); }
                seen.AddRange(numbers(stage, stage.Bid(Stage.Attacker, 1, 1)));
            }
            return [.. seen];
        }
        var (none, many) = (Seen(0), Seen(25));
        return none.SequenceEqual(many)
            ? null
            : $"that {many[^1] - none[^1]} bids of others came";
    }
}
