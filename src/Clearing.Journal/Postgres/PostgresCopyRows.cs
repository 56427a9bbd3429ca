using System.Buffers.Binary;
using Clearing.Sealing;

namespace Clearing.Journal;

/// <summary>Reads events from a binary COPY, one block at a time.</summary>
/// <remarks>
/// The columns are version, recorded_at, type, payload and link. Payloads and links are slices of
/// the block's bytes: nothing is copied or allocated for each.
/// </remarks>
internal sealed class PostgresCopyRows(Stream copy)
{
    // This is below the size at which arrays go to the large object heap.
    private const int BlockBytes = 64 << 10;

    // Two numbers follow the signature, both 0.
    private const int HeaderBytes = 19;

    // A row is the number of its columns, then each column preceded by its length. These bytes come
    // before the type.
    private const int RowStartBytes = 30;
    private const short Columns = 5;

    // At the end, this replaces a row's number of columns.
    private const short End = -1;
    private const int EndBytes = 2;
    private static readonly byte[] Signature = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8];
    private readonly TypeNames _types = new();
    private byte[] _bytes = [];
    private int _from;
    private int _to;
    private int _rowBytes;
    private bool _begun;
    private bool _ended;

    /// <summary>True once all rows are read.</summary>
    public bool IsAll { get; private set; }

    /// <summary>Reads the next rows; none at the end.</summary>
    public async Task<List<StoredEvent>> Next(CancellationToken cancellationToken)
    {
        var events = new List<StoredEvent>();
        while (events.Count == 0 && !IsAll)
        {
            MakeRoom();
            await Fill(cancellationToken).ConfigureAwait(false);
            Take(events);
        }
        return events;
    }

    // The previous block was handed out, so a row that begins in it continues in a new one.
    private void MakeRoom()
    {
        var block = GC.AllocateUninitializedArray<byte>(Math.Max(BlockBytes, _rowBytes));
        var rest = _bytes.AsSpan(_from.._to);
        rest.CopyTo(block);
        (_bytes, _from, _to) = (block, 0, rest.Length);
    }

    private async Task Fill(CancellationToken cancellationToken)
    {
        while (_to < _bytes.Length)
        {
            var read = await copy.ReadAsync(_bytes.AsMemory(_to), cancellationToken)
                .ConfigureAwait(false);
            if (read == 0)
            {
                IsAll = true;
                return;
            }
            _to += read;
        }
    }

    private void Take(List<StoredEvent> events)
    {
        if (!_begun) { TakeHeader(); }
        while (!_ended && TakeRow(_bytes.AsSpan(_from.._to), events)) { }
        if (IsAll && !(_ended && _from == _to))
        {
            throw new EndOfStreamException("A COPY ended in the middle of a row.");
        }
    }

    private void TakeHeader()
    {
        if (_to < HeaderBytes || !_bytes.AsSpan().StartsWith(Signature))
        {
            throw new InvalidDataException("A binary COPY begins otherwise.");
        }
        (_begun, _from) = (true, HeaderBytes);
    }

    private bool TakeRow(ReadOnlySpan<byte> row, List<StoredEvent> events)
    {
        if (row.Length >= EndBytes && BinaryPrimitives.ReadInt16BigEndian(row) != Columns)
        {
            _ended = BinaryPrimitives.ReadInt16BigEndian(row) == End
                ? true
                : throw new InvalidDataException("A row of a COPY has other columns.");
            _from += EndBytes;
            return false;
        }
        if (row.Length < RowStartBytes) { return false; }
        var typeBytes = BinaryPrimitives.ReadInt32BigEndian(row[(RowStartBytes - 4)..]);
        var payloadAt = RowStartBytes + typeBytes + 4;
        if (row.Length < payloadAt) { return false; }
        var payloadBytes = BinaryPrimitives.ReadInt32BigEndian(row[(payloadAt - 4)..]);
        var linkAt = payloadAt + payloadBytes + 4;
        _rowBytes = linkAt + ChainLink.Bytes;
        if (row.Length < linkAt) { return false; }
        // A length of -1 is NULL.
        var linkBytes = Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(row[(linkAt - 4)..]));
        if (row.Length < linkAt + linkBytes) { return false; }
        events.Add(new(
            BinaryPrimitives.ReadInt64BigEndian(row[6..]),
            _types.Of(row.Slice(RowStartBytes, typeBytes)),
            _bytes.AsMemory(_from + payloadAt, payloadBytes),
            DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(row[18..])),
            _bytes.AsMemory(_from + linkAt, linkBytes)));
        _from += linkAt + linkBytes;
        return true;
    }
}
