using System.Text;

namespace Clearing.Formats;

/// <summary>Numbers distinct ids from 0 in the order in which they first appear.</summary>
/// <remarks>
/// It holds the ids as bytes in large pieces, without an object per id. Hashes are seeded per
/// program run, so that no file can be crafted to collide. The same id in two groups is two ids;
/// tables without groups have one, number 0.
/// </remarks>
public sealed class IdTable
{
    private const int ChunkBits = 20;
    private const int LengthBits = 8;

    private readonly List<byte[]> _chunks = [];
    private int _used = 1 << ChunkBits;
    private long[] _places;
    private int[] _hashes;
    private int[]? _groups;
    private int[] _slots;

    internal IdTable(int expected = 0)
    {
        var capacity = Math.Max(16, expected);
        _places = new long[capacity];
        _hashes = new int[capacity];
        _slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)capacity * 2)];
    }

    /// <summary>The number of distinct ids.</summary>
    public int Count { get; private set; }

    /// <summary>An id as ASCII bytes.</summary>
    /// <param name="index">Its number, 0 to <see cref="Count"/> less 1.</param>
    public ReadOnlySpan<byte> Bytes(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count);
        var place = _places[index];
        var start = (int)((place >> LengthBits) & ((1 << ChunkBits) - 1));
        var length = (int)(place & ((1 << LengthBits) - 1));
        return _chunks[(int)(place >> (LengthBits + ChunkBits))].AsSpan(start, length);
    }

    /// <summary>An id as text.</summary>
    /// <param name="index">Its number, 0 to <see cref="Count"/> less 1.</param>
    public string this[int index] => Encoding.ASCII.GetString(Bytes(index));

    /// <summary>The number of an id; a new id gets the next number.</summary>
    /// <param name="id">1 to 128 bytes.</param>
    /// <param name="isNew">True if it was not in its group before.</param>
    /// <param name="group">What the id is unique in.</param>
    internal int Intern(ReadOnlySpan<byte> id, out bool isNew, int group = 0)
    {
        if (Count == _places.Length)
        {
            Grow();
        }
        var hash = Hash(id, group);
        var mask = _slots.Length - 1;
        var slot = hash & mask;
        while (_slots[slot] is > 0 and var known)
        {
            if (_hashes[known - 1] == hash && GroupOf(known - 1) == group
                && Bytes(known - 1).SequenceEqual(id))
            {
                isNew = false;
                return known - 1;
            }
            slot = (slot + 1) & mask;
        }
        isNew = true;
        _slots[slot] = Count + 1;
        if (group != 0) { (_groups ??= new int[_places.Length])[Count] = group; }
        return Append(id, hash);
    }

    private int GroupOf(int index) => _groups?[index] ?? 0;

    private static int Hash(ReadOnlySpan<byte> id, int group)
    {
        var hash = new HashCode();
        hash.Add(group);
        hash.AddBytes(id);
        return hash.ToHashCode();
    }

    private int Append(ReadOnlySpan<byte> id, int hash)
    {
        if (_used + id.Length > 1 << ChunkBits)
        {
            _chunks.Add(new byte[1 << ChunkBits]);
            _used = 0;
        }
        id.CopyTo(_chunks[^1].AsSpan(_used));
        var start = ((long)(_chunks.Count - 1) << ChunkBits) | (uint)_used;
        _places[Count] = (start << LengthBits) | (uint)id.Length;
        _hashes[Count] = hash;
        _used += id.Length;
        return Count++;
    }

    private void Grow()
    {
        Array.Resize(ref _places, _places.Length * 2);
        Array.Resize(ref _hashes, _places.Length);
        if (_groups is not null) { Array.Resize(ref _groups, _places.Length); }
        _slots = new int[_slots.Length * 2];
        var mask = _slots.Length - 1;
        for (var index = 0; index < Count; index++)
        {
            var slot = _hashes[index] & mask;
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }
            _slots[slot] = index + 1;
        }
    }
}
