using System.Security.Cryptography;

namespace Clearing.Adversaries;

/// <summary>
/// Guesses a rival's bid from the hash of a thin book: its own bid is known, the rest is few fees
/// times few volumes.
/// </summary>
public sealed class BruteBook : IAdversary
{
    private const int Fees = 60;
    private const int Volumes = 60;

    /// <inheritdoc/>
    public string? Attack()
    {
        var stage = Thin();
        stage.Close(1);
        var told = stage.Market.Report().ClosedBookHash!;
        var report = stage.Clear(1, 10);
        var blind = Convert.FromHexString(report.Blind!);
        return Guess(rows => Plain(rows) == told || Plain(rows) == report.Root
            // Salts are as secret as the nonce; zeros are as good a guess as any.
            || Seal(blind, rows) == told);
    }

    /// <inheritdoc/>
    public string? AttackUnprotected()
    {
        var stage = Thin();
        stage.CloseUnprotected(1);
        var told = stage.Events.OfType<RoundClosed>().Single().BookHash;
        return Guess(rows => Plain(rows) == told);
    }

    private static Stage Thin()
    {
        var stage = new Stage();
        stage.Bid(Stage.Attacker, 10, 5, "mine");
        stage.Bid("rival", 41, 17, "r-1");
        return stage;
    }

    private static string? Guess(Func<byte[][], bool> matches)
    {
        for (var fee = 1; fee <= Fees; fee++)
        {
            for (var volume = 1; volume <= Volumes; volume++)
            {
                if (matches([Row(1, 10, 5, "mine", Stage.Attacker), Row(2, fee, volume, "r-1", "rival")]))
                {
                    return $"the rival's bid: {volume} cubic feet at {fee}";
                }
            }
        }
        return null;
    }

    private static byte[] Row(long sequence, long fee, long volume, string id, string seller) =>
        BookRowText.Of(new BookRow(
            sequence, new Fee(fee), new CubicFeet(volume), default, TimeInForce.Period, id, seller,
            SellerRoom: null));

    private static string Plain(byte[][] rows) =>
        Convert.ToHexStringLower(SHA256.HashData([.. rows.SelectMany(row => row)]));

    private static string Seal(byte[] blind, byte[][] rows)
    {
        var nodes = new byte[rows.Length * MerkleTree.HashLength];
        for (var i = 0; i < rows.Length; i++)
        {
            MerkleTree.Leaf(
                new byte[LeafSalts.Length], rows[i],
                nodes.AsSpan(i * MerkleTree.HashLength, MerkleTree.HashLength));
        }
        MerkleTree.Pair(nodes);
        return BookHash.Of(blind, Stage.Key, 1, rows.Length, nodes[..MerkleTree.HashLength]);
    }
}
