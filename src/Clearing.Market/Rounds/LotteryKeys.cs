using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Clearing.Market.Rounds;

/// <summary>The lottery's keys: SHA-256 of the UTF-8 text <c>seed:bid</c>.</summary>
internal sealed class LotteryKeys(BidBook bids, string seed) : ILotteryKeys
{
    private readonly byte[] _prefix = Encoding.UTF8.GetBytes(seed + ":");
    private byte[] _text = [];

    /// <summary>The start of a row's key.</summary>
    public ulong Ticket(int row)
    {
        Span<byte> key = stackalloc byte[SHA256.HashSizeInBytes];
        Key(row, key);
        return BinaryPrimitives.ReadUInt64BigEndian(key);
    }

    /// <inheritdoc/>
    public void Key(int row, Span<byte> destination32)
    {
        var id = bids.IdTextOf(row);
        var length = _prefix.Length + id.Length;
        if (_text.Length < length)
        {
            _text = new byte[_prefix.Length + IdRule.MaxLength];
            _prefix.CopyTo(_text, 0);
        }
        id.CopyTo(_text.AsSpan(_prefix.Length));
        SHA256.HashData(_text.AsSpan(0, length), destination32);
    }
}
