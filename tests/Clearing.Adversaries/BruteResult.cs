using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Clearing.Adversaries;

/// <summary>
/// Guesses from the hash of a thin round's result how much of it a winner got: fees, sums and the
/// book's hash are public.
/// </summary>
public sealed class BruteResult : IAdversary
{
    private const int Capacity = 60;

    /// <inheritdoc/>
    public string? Attack()
    {
        var stage = Thin();
        stage.Close(1);
        var report = stage.Clear(1, Capacity);
        return Guess(report, report.BookHash!, report.ResultHash!);
    }

    /// <inheritdoc/>
    public string? AttackUnprotected()
    {
        var stage = Thin();
        stage.CloseUnprotected(1);
        stage.Clear(1, Capacity);
        var report = stage.Market.AuditedRound(1)!;
        return Guess(report, report.BookHash!, report.ResultHash!);
    }

    private static Stage Thin()
    {
        var stage = new Stage();
        stage.Bid("rival", 50, 23);
        stage.Bid("other", 40, Capacity - 23);
        return stage;
    }

    private static string? Guess(RoundReport report, string book, string told)
    {
        var fee = report.RoundFee!.Value.Micros;
        for (var volume = 1L; volume < Capacity; volume++)
        {
            var text = new List<byte>();
            Add(text, book.Length);
            text.AddRange(Encoding.ASCII.GetBytes(book));
            Add(text, 1, Capacity, 0, Capacity, Capacity, 0, Capacity, fee, fee, fee);
            Add(text, 2, 1, 2, 2, volume, Capacity - volume, 0, 0, 0);
            if (Convert.ToHexStringLower(SHA256.HashData([.. text])) == told)
            {
                return $"that one winner got {volume} and the other {Capacity - volume}";
            }
        }
        return null;
    }

    private static void Add(List<byte> text, params long[] numbers)
    {
        var bytes = new byte[sizeof(long)];
        foreach (var number in numbers)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
            text.AddRange(bytes);
        }
    }
}
