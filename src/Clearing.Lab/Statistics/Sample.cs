namespace Clearing.Lab.Statistics;

/// <summary>Some numbers of each market, and statistics of them, summed in market order.</summary>
/// <remarks>A market without a number (NaN) in a column is left out of its statistics.</remarks>
public sealed class Sample
{
    private readonly List<double[]> _rows = [];

    /// <summary>How many markets there are.</summary>
    public int Markets => _rows.Count;

    /// <summary>The numbers of a market.</summary>
    public ReadOnlySpan<double> this[int market] => _rows[market];

    /// <summary>Adds the markets that come next, in their order.</summary>
    public void Add(IEnumerable<double[]> rows) => _rows.AddRange(rows);

    /// <summary>The mean of a column.</summary>
    public Estimate Mean(int column) => Mean(row => row[column]);

    /// <summary>The mean of a number of each market.</summary>
    public Estimate Mean(Func<double[], double> number)
    {
        var (sum, count) = (0.0, 0);
        foreach (var row in _rows)
        {
            var value = number(row);
            if (double.IsNaN(value)) { continue; }
            sum += value;
            count++;
        }
        var mean = count == 0 ? double.NaN : sum / count;
        return new(mean, HalfWidth(row => number(row) - mean, count), count);
    }

    /// <summary>A ratio of sums of two columns, by the delta method.</summary>
    public Estimate Ratio(int numerator, int denominator) =>
        Ratio(row => row[numerator], row => row[denominator]);

    /// <summary>A ratio of sums, by the delta method.</summary>
    public Estimate Ratio(Func<double[], double> numerator, Func<double[], double> denominator)
    {
        var (ratio, mean) = Sums(numerator, denominator);
        var half = HalfWidth(
            row => (numerator(row) - (ratio * denominator(row))) / mean, Markets);
        return new(ratio, half, Markets);
    }

    /// <summary>The difference of two ratios of sums, paired on the same markets.</summary>
    public Estimate RatioDifference(
        int numerator, int denominator, int otherNumerator, int otherDenominator)
    {
        var (ratio, mean) = Sums(row => row[numerator], row => row[denominator]);
        var (other, otherMean) = Sums(row => row[otherNumerator], row => row[otherDenominator]);
        var half = HalfWidth(
            row => ((row[numerator] - (ratio * row[denominator])) / mean)
                - ((row[otherNumerator] - (other * row[otherDenominator])) / otherMean),
            Markets);
        return new(ratio - other, half, Markets);
    }

    private (double Ratio, double Mean) Sums(
        Func<double[], double> numerator, Func<double[], double> denominator)
    {
        var (over, under) = (0.0, 0.0);
        foreach (var row in _rows)
        {
            over += numerator(row);
            under += denominator(row);
        }
        return (over / under, under / Markets);
    }

    /// <summary>Half the interval's width, from each market's distance to the estimate.</summary>
    private double HalfWidth(Func<double[], double> distance, int count)
    {
        if (count < 2) { return double.NaN; }
        var (sum, squares) = (0.0, 0.0);
        foreach (var row in _rows)
        {
            var value = distance(row);
            if (double.IsNaN(value)) { continue; }
            sum += value;
            squares += value * value;
        }
        var variance = Math.Max(0, squares - (sum * sum / count)) / (count - 1);
        return StudentT.Quantile(count - 1) * Math.Sqrt(variance / count);
    }
}
