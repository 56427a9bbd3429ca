namespace Clearing.Market.Units;

/// <summary>A count given only as its power of ten, where the exact count is sealed.</summary>
public static class CountClass
{
    /// <summary>The least count of the class: 0, 1, 10, 100 and so on.</summary>
    /// <param name="count">0 or more.</param>
    public static int Of(int count)
    {
        if (count == 0) { return 0; }
        var from = 1;
        while (count / 10 >= from) { from *= 10; }
        return from;
    }
}
