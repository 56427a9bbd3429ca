using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Client.Clear;

/// <summary>Draws the lottery for bids of a file.</summary>
internal sealed class FileLottery(IdTable ids, int[]? rows, string seed) : ILotteryKeys
{
    private readonly byte[] _text = [.. Encoding.UTF8.GetBytes(seed + ":"), .. new byte[128]];
    private readonly int _prefix = Encoding.UTF8.GetByteCount(seed) + 1;

    /// <summary>The start of each row's key.</summary>
    /// <param name="count">How many rows there are.</param>
    public ulong[] Tickets(int count)
    {
        Span<byte> key = stackalloc byte[SHA256.HashSizeInBytes];
        var tickets = new ulong[count];
        for (var row = 0; row < count; row++)
        {
            Key(row, key);
            tickets[row] = BinaryPrimitives.ReadUInt64BigEndian(key);
        }
        return tickets;
    }

    public void Key(int row, Span<byte> destination32)
    {
        var id = ids.Bytes(rows is null ? row : rows[row]);
        id.CopyTo(_text.AsSpan(_prefix));
        SHA256.HashData(_text.AsSpan(0, _prefix + id.Length), destination32);
    }
}
