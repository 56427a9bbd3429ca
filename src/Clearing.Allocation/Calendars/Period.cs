using System.Globalization;

namespace Clearing.Allocation.Calendars;

/// <summary>A month or a quarter.</summary>
/// <param name="FirstDay">Its first day.</param>
/// <param name="Kind">How long it is.</param>
[GenerateSerializer, Alias("Clearing.Period"), Immutable]
public readonly record struct Period(DateOnly FirstDay, PeriodKind Kind)
{
    /// <summary>The shape of its name as a regular expression.</summary>
    public const string Pattern = $"^{YearPattern}-({NumberPattern}|Q[1-4])$";

    /// <summary>The shape of a month's name as a regular expression.</summary>
    public const string MonthPattern = $"^{YearPattern}-({NumberPattern})$";

    private const string YearPattern = "(19|2[0-9])[0-9]{2}";
    private const string NumberPattern = "0[1-9]|1[0-2]";

    private const int FirstYear = 1900;
    private const int LastYear = 2999;
    private const int MonthsOfQuarter = 3;

    /// <summary>Its last day.</summary>
    public DateOnly LastDay => FirstDay.AddMonths(Months).AddDays(-1);

    /// <summary>How many days it has.</summary>
    public int Days => LastDay.DayNumber - FirstDay.DayNumber + 1;

    /// <summary>The period after it.</summary>
    public Period Next => this with { FirstDay = FirstDay.AddMonths(Months) };

    /// <summary>The period before it.</summary>
    public Period Previous => this with { FirstDay = FirstDay.AddMonths(-Months) };

    private int Months => Kind == PeriodKind.Month ? 1 : MonthsOfQuarter;

    /// <summary>The period of a kind that contains a day.</summary>
    public static Period Of(DateOnly day, PeriodKind kind) => new(
        new(
            day.Year,
            kind == PeriodKind.Month
                ? day.Month
                : ((day.Month - 1) / MonthsOfQuarter * MonthsOfQuarter) + 1,
            1),
        kind);

    /// <summary>True if a day lies in it.</summary>
    public bool Contains(DateOnly day) => FirstDay <= day && day <= LastDay;

    /// <summary>
    /// Reads <c>2026-11</c> or <c>2026-Q4</c> of the years 1900 to 2999; null for anything else:
    /// PERIOD_MALFORMED.
    /// </summary>
    public static Period? Parse(string text)
    {
        if (text.Length != 7 || text[4] != '-'
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture,
                out var year)
            || year is < FirstYear or > LastYear)
        {
            return null;
        }
        var quarterly = text[5] == 'Q';
        if (!int.TryParse(text.AsSpan(quarterly ? 6 : 5), NumberStyles.None,
                CultureInfo.InvariantCulture, out var number)
            || number < 1 || number > (quarterly ? 4 : 12))
        {
            return null;
        }
        return quarterly
            ? new(new(year, ((number - 1) * MonthsOfQuarter) + 1, 1), PeriodKind.Quarter)
            : new(new(year, number, 1), PeriodKind.Month);
    }

    /// <summary>Its name, such as <c>2026-11</c> or <c>2026-Q4</c>.</summary>
    public override string ToString() => Kind == PeriodKind.Month
        ? FirstDay.ToString("yyyy-MM", CultureInfo.InvariantCulture)
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{FirstDay.Year:0000}-Q{((FirstDay.Month - 1) / MonthsOfQuarter) + 1}");
}
