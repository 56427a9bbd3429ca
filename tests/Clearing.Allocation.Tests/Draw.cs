using Clearing.Allocation.Facts;

namespace Clearing.Allocation.Tests;

/// <summary>Random inputs of one seed; small, huge and absent figures alike.</summary>
internal sealed class Draw(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Runs a property for many seeds; a failure names its seed.</summary>
    internal static void Many(int seeds, Action<Draw> property)
    {
        for (var seed = 0; seed < seeds; seed++)
        {
            try
            {
                property(new Draw(seed));
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Seed {seed}: {failure.Message}", failure);
            }
        }
    }

    internal int Int(int least, int most) => _random.Next(least, most + 1);

    internal long Long(long least, long most) => _random.NextInt64(least, most + 1);

    internal bool Chance(int percent) => _random.Next(100) < percent;

    /// <summary>Mostly small, sometimes up to the largest volume.</summary>
    internal long Volume() => _random.Next(10) switch
    {
        0 => 0,
        1 => Long(0, DayFigures.MaxVolume),
        _ => Long(0, 5_000),
    };

    internal long? Maybe(int percent, Func<long> figure) => Chance(percent) ? figure() : null;

    internal T Of<T>(params ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];

    internal void Shuffle<T>(T[] values) => _random.Shuffle(values);

    internal DateOnly Day(DateOnly from, int days) => from.AddDays(Int(0, days - 1));

    /// <summary>Figures that a report may have.</summary>
    internal DayFigures Figures()
    {
        var onHand = Maybe(80, Volume);
        return new()
        {
            UsedVolume = Maybe(80, Volume),
            InboundVolume = Maybe(30, Volume),
            SoldMilliVolume = Maybe(80, Volume),
            UnitsSold = Maybe(80, Volume),
            OnHandUnits = onHand,
            ExcessUnits = onHand is { } all ? Maybe(70, () => Long(0, all)) : null,
            StrandedUnits = onHand is { } of ? Maybe(70, () => Long(0, of)) : null,
            InStockPpm = Maybe(60, () => Long(0, 1_000_000)),
            SalesMinor = Maybe(70, () => Long(-1_000, 1_000_000)),
        };
    }
}
