using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Clearing.Market;

namespace Clearing.Benchmarks;

/// <summary>A book to clear, in columns.</summary>
public sealed class Book : ILotteryKeys
{
    private readonly byte[] _text = new byte[32];
    private ulong[]? _tickets;

    /// <summary>The shape's name.</summary>
    public required string Shape { get; init; }

    /// <summary>Max fee of each bid, micros.</summary>
    public required long[] Fees { get; init; }

    /// <summary>What each bid wants, cubic feet.</summary>
    public required long[] Wants { get; init; }

    /// <summary>The least volume each bid takes; empty if no bid has a minimum.</summary>
    public long[] Needs { get; init; } = [];

    /// <summary>The seller of each bid; empty if no seller is capped.</summary>
    public int[] Sellers { get; init; } = [];

    /// <summary>
    /// Where the caps cut, kept while bids come in as a market keeps it; null if no seller is
    /// capped.
    /// </summary>
    public SellerEnds? Ends { get; init; }

    /// <summary>What may be granted: half of what is wanted, unless the shape says otherwise.</summary>
    public required long Available { get; init; }

    /// <summary>True if nothing but fee and sequence decides.</summary>
    public bool IsPlain => Needs.Length == 0 && Ends is null;

    /// <summary>Clears it.</summary>
    public ClearingOutcome Clear(TieRule rule, ClearingWorkspace workspace) => ClearingCore.Clear(
        new()
        {
            MaxFee = Fees,
            Want = Wants,
            Need = Needs,
            Seller = Sellers,
            SellerEnds = Ends,
            Ticket = rule == TieRule.SeededLottery ? _tickets ??= DrawLots() : [],
        },
        new(Available, 0, 1, rule, PricingRule.LowestGranted), this, workspace);

    /// <summary>Both columns added up, once: nothing that reads every bid can be faster.</summary>
    public long PlainSum()
    {
        var sum = 0L;
        var (fees, wants) = (Fees, Wants);
        for (var row = 0; row < fees.Length && row < wants.Length; row++)
        {
            sum = unchecked(sum + fees[row] + wants[row]);
        }
        return sum;
    }

    /// <inheritdoc/>
    public void Key(int row, Span<byte> destination32)
    {
        var length = Encoding.ASCII.GetBytes("seed:bid-", _text);
        row.TryFormat(_text.AsSpan(length), out var digits);
        SHA256.HashData(_text.AsSpan(0, length + digits), destination32);
    }

    private ulong[] DrawLots()
    {
        Span<byte> key = stackalloc byte[32];
        var drawn = new ulong[Fees.Length];
        for (var row = 0; row < drawn.Length; row++)
        {
            Key(row, key);
            drawn[row] = BinaryPrimitives.ReadUInt64BigEndian(key);
        }
        return drawn;
    }
}
