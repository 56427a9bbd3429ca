using System.Globalization;

namespace Clearing.Market.Tests;

/// <summary>Clears test rounds with the core, and holds the result against the naive one.</summary>
public static class FastClearing
{
    /// <summary>
    /// Clears a round with the core; the result has the form of the naive clearing's.
    /// </summary>
    public static NaiveOutcome Clear(TestRound round, ClearingWorkspace workspace)
    {
        var outcome = Outcome(round, workspace);
        var fates = new NaiveFate[round.Bids.Count];
        for (var i = 0; i < fates.Length; i++)
        {
            fates[i] = new(workspace.Granted[i], workspace.Reasons[i]);
        }
        return new(
            fates,
            outcome.EligibleDemand,
            outcome.Granted,
            outcome.LowestGranted,
            outcome.RoundFee);
    }

    /// <summary>The sums and fees of a round, cleared with the core.</summary>
    public static ClearingOutcome Outcome(TestRound round, ClearingWorkspace workspace) =>
        ClearingCore.Clear(Columns(round), round.Terms, new Keys(round.Bids), workspace);

    /// <summary>What differs between two results; null if nothing does.</summary>
    public static string? Difference(NaiveOutcome expected, NaiveOutcome actual)
    {
        for (var i = 0; i < expected.Fates.Count; i++)
        {
            if (expected.Fates[i] != actual.Fates[i])
            {
                return $"Bid {i}: expected {expected.Fates[i]}, was {actual.Fates[i]}.";
            }
        }
        var same = expected with { Fates = actual.Fates } == actual;
        return same ? null : $"Expected {expected}, was {actual}.";
    }

    private static ClearingColumns Columns(TestRound round)
    {
        var bids = round.Bids;
        var fees = bids.Select(bid => bid.MaxFee).ToArray();
        var wants = bids.Select(bid => bid.Want).ToArray();
        int[] sellers = round.Rooms.Count == 0 ? [] : [.. bids.Select(bid => bid.Seller)];
        return new()
        {
            MaxFee = fees,
            Want = wants,
            Need = bids.All(bid => bid.Need == 0) ? [] : bids.Select(bid => bid.Need).ToArray(),
            Seller = sellers,
            SellerEnds = round.Rooms.Count == 0
                ? null
                : SellerEnds.Of(fees, wants, sellers, [.. round.Rooms], round.Terms.Lot),
            Ticket = round.Terms.TieRule == TieRule.SeededLottery
                ? bids.Select(Ticket).ToArray()
                : [],
        };
    }

    private static ulong Ticket(NaiveBid bid) =>
        ulong.Parse($"0{bid.LotteryKey}".AsSpan(0, Math.Min(17, bid.LotteryKey.Length + 1)),
            NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private sealed class Keys(IReadOnlyList<NaiveBid> bids) : ILotteryKeys
    {
        public void Key(int row, Span<byte> destination32) =>
            Convert.FromHexString(bids[row].LotteryKey).CopyTo(destination32);
    }
}
