using System.Buffers;
using System.Text;

namespace Clearing.Market.Bids;

/// <summary>Ids by number and numbers by id, in a few bytes more than the ids themselves.</summary>
/// <remarks>
/// Ids are ASCII, in one array of bytes, each after its length. The hash is the runtime's keyed
/// one, so that chosen ids cannot pile up in one slot; nothing that can be seen depends on it.
/// A byte of the hash lies beside each slot: reading an id that is not the one looked for costs two
/// misses of the cache, and a fuller index would read several for each bid.
/// </remarks>
/// <param name="owners">
/// Who owns each number: an id is looked up among its owner's. Null where ids have no owners.
/// </param>
internal sealed class IdIndex(Column<int>? owners = null)
{
    private const int MaxLength = IdRule.MaxLength;

    private readonly Column<int> _starts = new();
    private byte[] _text = [];
    private int _textLength;
    private int[] _slots = new int[16];
    private byte[] _tags = new byte[16];

    /// <summary>Numbers given so far, from 0.</summary>
    public int Count => _starts.Count;

    /// <summary>
    /// The number of an owner's id, or the latest one if it was numbered again; −1 if it has none.
    /// </summary>
    public int Find(ReadOnlySpan<char> id, int owner = 0) =>
        _slots[SlotOf(id, owner, HashOf(id, owner))] - 1;

    /// <summary>The id of a number.</summary>
    public string IdOf(int number) => Encoding.ASCII.GetString(TextOf(number));

    /// <summary>The bytes of a number's id.</summary>
    public ReadOnlySpan<byte> TextOf(int number)
    {
        var start = _starts[number];
        return _text.AsSpan(start + 1, _text[start]);
    }

    /// <summary>Numbers an id that has no number yet; its owner is known already.</summary>
    public int Add(ReadOnlySpan<char> id)
    {
        var start = _textLength;
        var end = start + 1 + id.Length;
        if (end > _text.Length)
        {
            Array.Resize(ref _text, Growth.Next(end));
        }
        _text[start] = (byte)id.Length;
        if (Ascii.FromUtf16(id, _text.AsSpan(start + 1), out _) != OperationStatus.Done)
        {
            throw new ArgumentException("An id must be ASCII.", nameof(id));
        }
        _textLength = end;
        return Enter(id, start);
    }

    /// <summary>The number of an id, given now if it has none.</summary>
    public int FindOrAdd(ReadOnlySpan<char> id)
    {
        var number = Find(id);
        return number >= 0 ? number : Add(id);
    }

    /// <summary>
    /// Gives the id of a number the next number; the old number still tells its id.
    /// </summary>
    public int AddAgain(int number)
    {
        Span<char> id = stackalloc char[MaxLength];
        return Enter(Chars(number, id), _starts[number]);
    }

    private int Enter(ReadOnlySpan<char> id, int start)
    {
        var number = _starts.Count;
        _starts.Append(start);
        if (_starts.Count > _slots.Length / 4 * 3)
        {
            Grow();
        }
        else
        {
            Fill(id, number);
        }
        return number;
    }

    private void Grow()
    {
        _slots = new int[_slots.Length + _slots.Length / 2];
        _tags = new byte[_slots.Length];
        Span<char> id = stackalloc char[MaxLength];
        for (var number = 0; number < _starts.Count; number++)
        {
            Fill(Chars(number, id), number);
        }
    }

    private void Fill(ReadOnlySpan<char> id, int number)
    {
        var owner = OwnerOf(number);
        var hash = HashOf(id, owner);
        var slot = SlotOf(id, owner, hash);
        (_slots[slot], _tags[slot]) = (number + 1, Tag(hash));
    }

    private int SlotOf(ReadOnlySpan<char> id, int owner, uint hash)
    {
        var slot = (int)((ulong)hash * (uint)_slots.Length >> 32);
        while (_slots[slot] != 0
            && (_tags[slot] != Tag(hash) || !Is(_slots[slot] - 1, id, owner)))
        {
            slot = slot + 1 == _slots.Length ? 0 : slot + 1;
        }
        return slot;
    }

    private bool Is(int number, ReadOnlySpan<char> id, int owner) =>
        OwnerOf(number) == owner && Ascii.Equals(TextOf(number), id);

    private int OwnerOf(int number) => owners is null ? 0 : owners[number];

    // The slot goes by the other end of the hash.
    private static byte Tag(uint hash) => (byte)(hash & 0xFF);

    private static uint HashOf(ReadOnlySpan<char> id, int owner) =>
        unchecked((uint)string.GetHashCode(id) ^ ((uint)owner * 0x9E3779B9));

    private ReadOnlySpan<char> Chars(int number, Span<char> buffer) =>
        buffer[..Encoding.ASCII.GetChars(TextOf(number), buffer)];
}
