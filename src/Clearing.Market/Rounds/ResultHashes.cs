using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Clearing.Market.Rounds;

/// <summary>
/// The hashes of a closed book and of a round's outcome; README.md gives their text.
/// </summary>
internal static class ResultHashes
{
    private const int Block = 1 << 16;
    private const int LongestRow = 4 * sizeof(long) + 1 + 2 * (1 + IdRule.Longest);

    /// <summary>SHA-256, hex, of the open bids among the first rows.</summary>
    public static string OfBook(BidBook bids, int rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[Block];
        var used = 0;
        for (var row = 0; row < rows; row++)
        {
            if (bids.Wants[row] == 0) { continue; }
            if (used + LongestRow > Block)
            {
                hash.AppendData(block, 0, used);
                used = 0;
            }
            used += WriteRow(bids, row, block.AsSpan(used));
        }
        hash.AppendData(block, 0, used);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>SHA-256, hex, of a book's hash, a round's terms and its outcome.</summary>
    public static string OfOutcome(string bookHash, RoundCleared cleared)
    {
        var writer = new HashWriter();
        writer.Text(bookHash);
        writer.Number(cleared.Terms.Round);
        writer.Number(cleared.Terms.CapacityDelta.Value);
        writer.Number(cleared.Terms.Reserve.Micros);
        writer.Number(cleared.CapacityDelta.Value);
        writer.Number(cleared.Available.Value);
        writer.Number((long)(cleared.EligibleDemand >> 63));
        writer.Number((long)(cleared.EligibleDemand & long.MaxValue));
        writer.Number(cleared.LowestGranted?.Micros ?? -1);
        writer.Number(cleared.RoundFee?.Micros ?? -1);
        writer.Number(cleared.RepricedTo?.Micros ?? -1);
        writer.Numbers(cleared.AwardSequences.AsSpan());
        writer.Numbers(cleared.AwardVolumes.AsSpan());
        writer.Numbers(cleared.SellerCapped.AsSpan());
        writer.Numbers(cleared.MinFillMissed.AsSpan());
        writer.Number(cleared.Releases.Length);
        foreach (var release in cleared.Releases)
        {
            writer.Text(release.AwardId);
            writer.Number(release.Volume.Value);
        }
        return writer.Hex();
    }

    private static int WriteRow(BidBook bids, int row, Span<byte> to)
    {
        BinaryPrimitives.WriteInt64LittleEndian(to, row + 1L);
        BinaryPrimitives.WriteInt64LittleEndian(to[8..], bids.Fees[row]);
        BinaryPrimitives.WriteInt64LittleEndian(to[16..], bids.Wants[row]);
        BinaryPrimitives.WriteInt64LittleEndian(to[24..], bids.NeedOf(row));
        to[32] = (byte)bids.MarkOf(row).TimeInForce();
        var used = 33;
        used += WriteId(bids.IdTextOf(row), to[used..]);
        used += WriteId(bids.Sellers.TextOf(bids.SellerNumbers[row]), to[used..]);
        return used;
    }

    private static int WriteId(ReadOnlySpan<byte> id, Span<byte> to)
    {
        to[0] = (byte)id.Length;
        id.CopyTo(to[1..]);
        return 1 + id.Length;
    }

    private sealed class HashWriter
    {
        private readonly IncrementalHash _hash =
            IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public void Number(long number)
        {
            Span<byte> bytes = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
            _hash.AppendData(bytes);
        }

        public void Numbers(ReadOnlySpan<long> numbers)
        {
            Number(numbers.Length);
            if (BitConverter.IsLittleEndian)
            {
                _hash.AppendData(MemoryMarshal.AsBytes(numbers));
                return;
            }
            foreach (var number in numbers) { Number(number); }
        }

        public void Text(string text)
        {
            Number(text.Length);
            _hash.AppendData(Encoding.ASCII.GetBytes(text));
        }

        public string Hex()
        {
            using (_hash) { return Convert.ToHexStringLower(_hash.GetHashAndReset()); }
        }
    }
}
