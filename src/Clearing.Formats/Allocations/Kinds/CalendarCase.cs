using System.Collections.Immutable;
using System.Text.Json;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;

namespace Clearing.Formats.Allocations.Kinds;

/// <summary>The days of periods.</summary>
internal sealed record CalendarCase(AllocationConfig Config, ImmutableArray<Period> Periods)
    : ICaseKind
{
    internal static CalendarCase Read(JsonMembers input, CaseConfig config)
    {
        var periods = ImmutableArray.CreateBuilder<Period>();
        foreach (var place in input.List("periods"))
        {
            if (place.Kind == JsonValueKind.String && Period.Parse(place.Text) is { } period)
            {
                periods.Add(period);
            }
            else
            {
                input.Refuse(
                    place, "PERIOD_MALFORMED: must be a month or a quarter of 1900 to 2999, "
                        + "such as 2026-11 or 2026-Q4");
            }
        }
        return new(config.Rules, periods.ToImmutable());
    }

    public void Write(Utf8JsonWriter json) => json.WriteList("periods", Periods, period =>
    {
        var calendar = PeriodCalendar.Of(period, Config);
        json.WriteString("period", period.ToString());
        json.WriteDay("first_day", period.FirstDay);
        json.WriteDay("last_day", period.LastDay);
        json.WriteDay("cut_off_day", calendar.CutOffDay);
        json.WriteDay("announce_day", calendar.AnnounceDay);
        json.WriteStartArray("estimates");
        json.WriteStringValue(period.Next.ToString());
        json.WriteStringValue(period.Next.Next.ToString());
        json.WriteEndArray();
        json.WriteDay("first_round_day", calendar.FirstRoundDay);
        json.WriteDay("last_round_day", calendar.LastRoundDay);
        json.WriteNumber("rounds", calendar.Rounds);
        json.WriteDay("settle_day", calendar.SettleDay);
    });
}
