namespace Clearing.Lab.Theory;

/// <summary>
/// The equilibrium bid of pay-as-bid with unit demand: <c>v − ∫G / G(v)</c>, where G is the
/// distribution of the k-th highest of n − 1 values uniform on 0 to 1.
/// </summary>
internal sealed class PayAsBidFunction
{
    private const int Steps = 4096;
    private readonly double[] _bids = new double[Steps + 1];

    public PayAsBidFunction(int n, int k)
    {
        var sum = 0.0;
        for (var i = 1; i <= Steps; i++)
        {
            var (from, to) = ((i - 1.0) / Steps, (double)i / Steps);
            var middle = (from + to) / 2;
            sum += (Below(n, k, from) + (4 * Below(n, k, middle)) + Below(n, k, to)) / (6 * Steps);
            _bids[i] = to - (sum / Below(n, k, to));
        }
    }

    /// <summary>The bid of a value from 0 to 1.</summary>
    public double At(double value)
    {
        var place = value * Steps;
        var step = Math.Min((int)place, Steps - 1);
        return _bids[step] + ((place - step) * (_bids[step + 1] - _bids[step]));
    }

    private static double Below(int n, int k, double value)
    {
        var (sum, choose) = (0.0, 1.0);
        for (var above = 0; above < k; above++)
        {
            sum += choose * Math.Pow(1 - value, above) * Math.Pow(value, n - 1 - above);
            choose = choose * (n - 1 - above) / (above + 1);
        }
        return sum;
    }
}
