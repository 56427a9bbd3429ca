namespace Clearing.Gateway.Tests;

/// <summary>
/// A test of a server with the real clock that needs some days of this quarter to be left.
/// </summary>
public sealed class QuarterFactAttribute : FactAttribute
{
    private const int Days = 15;

    public QuarterFactAttribute()
    {
        var today = DateTime.UtcNow;
        Skip = (today.AddDays(Days).Month - 1) / 3 == (today.Month - 1) / 3
            ? null
            : $"Fewer than {Days} days of this quarter are left: a cut could not begin in it.";
    }
}
