namespace Clearing.Pages.Charts;

/// <summary>Turns values into places along an axis.</summary>
/// <param name="from">Where 0 is.</param>
/// <param name="to">The place of the greatest value; it may be the lower number.</param>
/// <param name="most">The greatest value; more than 0.</param>
public readonly struct Scale(double from, double to, double most)
{
    public double Max => most;

    public double this[double value] => from + (to - from) * value / most;

    /// <summary>About the given number of round values from 0 to the greatest one.</summary>
    public IEnumerable<double> Ticks(int count)
    {
        var step = Step(most, count);
        for (var tick = 0; tick * step <= most; tick++) { yield return tick * step; }
    }

    private static double Step(double most, int count)
    {
        var raw = most / count;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        foreach (var factor in (double[])[1, 2, 2.5, 5])
        {
            if (factor * power >= raw) { return factor * power; }
        }
        return 10 * power;
    }
}
