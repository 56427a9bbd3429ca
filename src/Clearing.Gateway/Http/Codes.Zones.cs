using Clearing.Allocation.Facts;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Zones;

namespace Clearing.Gateway;

internal static partial class Codes
{
    public const string PeriodMalformed = "PERIOD_MALFORMED";
    public const string EventUnknown = "EVENT_UNKNOWN";
    public const string BaseUnknown = "BASE_UNKNOWN";
    public const string CreditsFromReports = "CREDITS_FROM_REPORTS";
    public const string RunUnknown = "RUN_UNKNOWN";
    public const string ZoneUnknown = "ZONE_UNKNOWN";

    private static string[] MilliVolumes =>
        ["sold_milli_volume", "added_milli_volume", "milli_volume"];

    private static string[] Volumes => ["used_volume", "inbound_volume", "volume"];

    private static string[] Capacities =>
        ["capacity_volume", "second_capacity_volume", "third_capacity_volume"];

    private static string[] Units =>
        ["units_sold", "on_hand_units", "excess_units", "stranded_units"];

    // There is one for each refusal of zones, facts and curtailments; a test checks it.
    private static Code[] Zones =>
    [
        new("ALREADY_CONFIRMED", 409, "The period's bases are confirmed: they are not computed again.",
            Fields: ["period"]),
        new(BaseUnknown, 404, "No base of that period was announced to the seller."),
        new("CALENDAR_OVERLAPS", 409,
            "Another run of the same period is scheduled.", Fields: ["period"]),
        new("CAPACITY_NEGATIVE", 422, "A capacity is negative.",
            Fields: [.. Capacities.Select(name => new CodeField(name, Min: 0))]),
        new("CAPACITY_OUT_OF_RANGE", 422, "A capacity is above the maximum.",
            Fields: [.. Capacities.Select(name => new CodeField(name, Max: DayFigures.MaxVolume))]),
        new("CUT_OFF_NOT_REACHED", 409, "The day after the period's cut-off has not come.",
            Fields: ["period"]),
        new("PERIOD_OVER", 409,
            "The period has ended; for a run or an override, more years ago than the limit.",
            Fields: ["period"]),
        new("PERIOD_TOO_FAR", 422, "The period begins too many years from now.",
            Fields: ["period"], Limit: Zone.MaxYearsAhead),
        new("RUN_OUTDATED", 409,
            "A later run, an override or a confirmation came after the draft. Run again."),
        new("RUN_UNDER_WAY", 409,
            "A run or a cut of the zone is being computed or announced. Try again soon."),
        new(RunUnknown, 404, "The zone has no such run."),
        new("SCHEDULE_UNKNOWN", 404, "The zone has no such schedule.", Fields: ["schedule"]),
        new("AMOUNT_NOT_POSITIVE", 422, "The returned amount is not more than zero.",
            Fields: ["returned_minor"], Limit: 1),
        new("COMPENSATION_TOO_LARGE", 422,
            "The compensation of an award is more than 127 bits of minor units hold.",
            Fields: ["volume"]),
        new("CREDITS_FROM_DAYS", 409,
            "The market's credits come from daily facts: it takes no sales reports.",
            Fields: ["market"]),
        new(CreditsFromReports, 409,
            "The market's credits come from sales reports: its days have no lines.",
            Fields: ["market"]),
        new("DAY_IN_FUTURE", 422, "The day is after today in the region's time zone.",
            Fields: ["day", "sold_on", "account_started"]),
        new("DAY_OUT_OF_RANGE", 422, "The day is before today or after the period.",
            Fields: ["day", "from"]),
        new("DAY_TOO_OLD", 422, "The day is too old: facts of it are no longer accepted.",
            Fields: ["day", "sold_on"]),
        new("DAYS_OUT_OF_ORDER", 422, "The last day is before the first one.",
            Fields: ["last_day"]),
        new("DAYS_OUT_OF_RANGE", 422,
            "The event is over, or a day of it is too many days before or after today.",
            Fields: ["last_day", "first_day"], Limit: EventPlan.MaxDays),
        new("EVENT_DECIDED", 409,
            "The event was decided otherwise: a confirmed one can only be withdrawn."),
        new(EventUnknown, 404, "The seller has no such event in the zone."),
        new("NOTHING_GIVEN", 422, "Neither an uplift nor an added volume is given.",
            Fields: ["uplift_ppm", "added_milli_volume"]),
        new("NOT_CONFIRMED", 409, "The period's bases are not confirmed.", Fields: ["period"]),
        new("NOTICE_TOO_SHORT", 422,
            "The cut begins too soon after today, or before an earlier cut of the period.",
            Fields: ["from"]),
        new(FactsFull, 429,
            "The seller has as many reports and returns in the zone as it may. Nothing was decided.",
            Limit: FactBook.MaxFacts),
        new("PART_ABOVE_WHOLE", 422,
            "Excess or stranded units exceed those on hand, or those are unknown.",
            Fields: ["excess_units", "stranded_units"]),
        new(PeriodMalformed, 422,
            "The period is neither a month nor a quarter of the zone's kind.", Fields: ["period"]),
        new("REVISION_NEGATIVE", 422, "The revision is negative.",
            Fields: ["revision"], Limit: 0),
        new("REVISION_TAKEN", 409, "Another report has this revision of the day.",
            Fields: ["revision"]),
        new("SHARE_OUT_OF_RANGE", 422, "The share in stock is outside 0 to 1000000.",
            Fields: ["in_stock_ppm"], Limit: 1_000_000),
        new("TOO_MANY_EVENTS", 422,
            "As many events of the seller as allowed wait, or are confirmed, and are not over.",
            Fields: ["event_id"], Limit: EventPlan.MaxEvents),
        new("UPLIFT_OUT_OF_RANGE", 422, "The uplift is below 1 or above the maximum.",
            Fields:
            [
                new("uplift_ppm", Min: 1), new("uplift_ppm", Max: EventPlan.MaxUpliftPpm),
            ]),
        new("TIME_ZONE_UNKNOWN", 422, "The server knows no such time zone.",
            Fields: ["time_zone"]),
        new("UNITS_NEGATIVE", 422, "A number of units is negative.",
            Fields: [.. Units.Select(name => new CodeField(name, Min: 0))]),
        new("VOLUME_ABOVE_BASE", 422,
            "The volume is more than all regular bases have above the floor.", Fields: ["volume"]),
        new("VOLUME_ABOVE_CAPACITY", 422,
            "The volume is more than the pool's whole lots and all held volume.",
            Fields: ["volume"]),
        new("VOLUME_NEGATIVE", 422, "A volume is negative.",
            Fields: [.. Volumes.Concat(MilliVolumes).Select(name => new CodeField(name, Min: 0))]),
        new("VOLUME_TOO_LARGE", 422, "A volume or a number of units is above the maximum.",
            Fields:
            [
                .. Volumes.Concat(Units)
                    .Select(name => new CodeField(name, Max: DayFigures.MaxVolume)),
                .. MilliVolumes.Select(
                    name => new CodeField(name, Max: DayFigures.MaxMilliVolume)),
            ]),
        new("WEEK_NOT_MONDAY", 422, "The week does not begin on a Monday.", Fields: ["week"]),
        new("WEEK_OUT_OF_RANGE", 422, "The week is over, or begins more than 730 days from today.",
            Fields: ["week"]),
        new("ZONE_DIFFERS", 409,
            "The zone has another time zone, kind of period, currency or minor unit.",
            Fields: ["credits_from", "currency"]),
        new(ZoneUnknown, 404,
            "No such zone is configured, or the market's period is not of the zone's kind.",
            Fields: ["credits_from"]),
    ];
}
