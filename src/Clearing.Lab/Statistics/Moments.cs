namespace Clearing.Lab.Statistics;

/// <summary>The running mean and variance of numbers added one by one (Welford).</summary>
public sealed class Moments
{
    private double _squares;

    /// <summary>How many numbers there are.</summary>
    public int Count { get; private set; }

    /// <summary>Their mean.</summary>
    public double Mean { get; private set; }

    /// <summary>Half the width of the 95 % interval of the mean.</summary>
    public double Half => Count < 2
        ? double.NaN
        : StudentT.Quantile(Count - 1) * Math.Sqrt(_squares / (Count - 1) / Count);

    /// <summary>Mean, half width and count.</summary>
    public Estimate Estimate => new(Mean, Half, Count);

    /// <summary>Adds a number.</summary>
    public void Add(double value)
    {
        Count++;
        var distance = value - Mean;
        Mean += distance / Count;
        _squares += distance * (value - Mean);
    }
}
