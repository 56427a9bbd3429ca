using System.Collections;

namespace Clearing.Market.Units;

/// <summary>A set of small numbers, such as sellers', read in ascending order.</summary>
internal sealed class NumberSet(int below)
{
    private readonly BitArray _members = new(below);
    private int _count;

    /// <summary>Adds a number; adding it again changes nothing.</summary>
    public void Add(int number)
    {
        if (_members[number]) { return; }
        _members[number] = true;
        _count++;
    }

    /// <summary>Adds many numbers.</summary>
    public void AddAll(int[] numbers)
    {
        foreach (var number in numbers) { Add(number); }
    }

    /// <summary>The numbers, ascending.</summary>
    public int[] ToArray()
    {
        var numbers = new int[_count];
        var next = 0;
        for (var number = 0; next < _count; number++)
        {
            if (_members[number]) { numbers[next++] = number; }
        }
        return numbers;
    }
}
