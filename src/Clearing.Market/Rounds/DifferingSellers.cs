using System.Runtime.InteropServices;

namespace Clearing.Market.Rounds;

/// <summary>Counts the sellers whose marks differ between two losing parts.</summary>
internal sealed class DifferingSellers
{
    private readonly Dictionary<int, (ulong Left, ulong Asked)> _bySeller = [];

    /// <summary>How many sellers have other rests.</summary>
    public int Rests { get; private set; }

    /// <summary>
    /// How many sellers have others after what was granted between the parts is added again.
    /// </summary>
    public int Asked { get; private set; }

    /// <summary>Adds marks of the later part, or takes off those of the earlier one.</summary>
    public void Add(int seller, ulong rest, ulong asked, bool isBefore)
    {
        ref var marks = ref CollectionsMarshal.GetValueRefOrAddDefault(_bySeller, seller, out _);
        var old = marks;
        marks = unchecked(isBefore
            ? (old.Left - rest, old.Asked - asked)
            : (old.Left + rest, old.Asked + asked));
        Rests += Count(marks.Left) - Count(old.Left);
        Asked += Count(marks.Asked) - Count(old.Asked);
    }

    /// <summary>Starts again.</summary>
    public void Clear()
    {
        _bySeller.Clear();
        (Rests, Asked) = (0, 0);
    }

    private static int Count(ulong mark) => mark == 0 ? 0 : 1;
}
