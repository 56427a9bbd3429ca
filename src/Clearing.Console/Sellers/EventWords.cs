using System.Globalization;
using Clearing.Allocation.Projections;
using Clearing.Pages.Shell;

namespace Clearing.Pages.Sellers;

/// <summary>Planned events in words.</summary>
internal static class EventWords
{
    private const int Milli = 1_000;

    /// <summary>
    /// What it is and what it adds, such as <c>Deal: 250 % of the usual sales</c>.
    /// </summary>
    public static string What(EventPlan plan)
    {
        var added = plan.AddedMilliVolume is > 0 and var volume
            ? $"+{Volume(volume)} ft³ sold a week"
            : null;
        var kind = (plan.UpliftPpm, added) switch
        {
            (null, _) => "Launch",
            (_, null) => "Deal",
            _ => "Deal and launch",
        };
        var uplift = plan.UpliftPpm is { } ppm ? $"{Shown.Ppm(ppm)} of the usual sales" : null;
        return $"{kind}: {string.Join(" and ", new[] { uplift, added }.OfType<string>())}";
    }

    /// <summary>Its days, such as <c>20 Nov to 27 Nov 2026</c>.</summary>
    public static string Days(EventPlan plan) => plan.FirstDay == plan.LastDay
        ? Day(plan.FirstDay)
        : $"{(plan.FirstDay.Year == plan.LastDay.Year ? Written(plan.FirstDay, "d MMM") : Day(plan.FirstDay))}"
            + $" to {Day(plan.LastDay)}";

    /// <summary>A day, such as <c>20 Nov 2026</c>.</summary>
    public static string Day(DateOnly day) => Written(day, "d MMM yyyy");

    /// <summary>How far it has come, with an icon and a word.</summary>
    /// <param name="view">The event.</param>
    /// <param name="today">Today in the zone.</param>
    public static (StageMark Mark, string Word) State(EventPlanView view, DateOnly today) =>
        view.State switch
        {
            EventState.Proposed when view.Plan.LastDay < today =>
                (StageMark.Settled, "Over, undecided"),
            EventState.Proposed => (StageMark.Telling, "Waits for an operator"),
            EventState.Confirmed => (StageMark.Fine, "Confirmed"),
            EventState.Declined => (StageMark.Settled, "Declined"),
            _ => (StageMark.Settled, "Withdrawn"),
        };

    /// <summary>Cubic feet of a number of thousandths, without zeros that say nothing.</summary>
    public static string Volume(long milli)
    {
        var (whole, rest) = Math.DivRem(milli, Milli);
        var decimals = rest.ToString("D3", CultureInfo.InvariantCulture).TrimEnd('0');
        return decimals.Length == 0 ? Shown.Number(whole) : $"{Shown.Number(whole)}.{decimals}";
    }

    private static string Written(DateOnly day, string format) =>
        day.ToString(format, CultureInfo.InvariantCulture);
}
