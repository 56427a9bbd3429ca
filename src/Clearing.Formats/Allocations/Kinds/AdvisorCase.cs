using System.Collections.Immutable;
using System.Text.Json;
using Clearing.Allocation.Advice;
using Clearing.Allocation.Facts;

namespace Clearing.Formats.Allocations.Kinds;

/// <summary>The probable volume, cost and return of bids at the given fees.</summary>
internal sealed record AdvisorCase(
    Advisor Advisor, ImmutableArray<long> FeesMicros, long Volume, SellerPast? Past) : ICaseKind
{
    private const long MaxFee = 1_000_000_000_000;
    private const int MaxDays = 3_660;
    private const int Million = 1_000_000;
    private const int DefaultFillPpm = 800_000;

    internal static AdvisorCase Read(JsonMembers input, CaseConfig config) => new(
        new(
            [.. input.List("rounds").Select(place => Round(input.At(place)))],
            config.Lot, config.Money, config.Rules),
        [.. input.List("fees_micros").Select(fee => input.Integer(fee, 0, MaxFee))],
        input.Number("volume", 1, DayFigures.MaxVolume),
        PastIn(input));

    public void Write(Utf8JsonWriter json) => json.WriteList("fees", FeesMicros, fee =>
    {
        var advice = Advisor.On(fee, Volume, Past);
        json.WriteNumber("fee_micros", fee);
        Write(json, "next_round", advice.NextRound);
        Write(json, "by_period_end", advice.ByPeriodEnd);
        json.WriteInt128("charge_minor", advice.ChargeMinor);
        json.WriteInt128("break_even_sales_minor", advice.BreakEvenSalesMinor);
        json.WriteInt128("break_even_sales_per_foot_minor", advice.BreakEvenSalesPerFootMinor);
        if (Past is null) { return; }
        json.WriteInt128("expected_sales_minor", advice.ExpectedSalesMinor);
        json.WriteInt128("expected_net_minor", advice.ExpectedNetMinor);
    });

    private static void Write(Utf8JsonWriter json, string name, Chance chance)
    {
        json.WriteStartObject(name);
        json.WriteNumber("samples", chance.Samples);
        json.WriteNumber("granted", chance.Granted);
        json.WriteNumber("point_ppm", chance.PointPpm);
        json.WriteNumber("low_ppm", chance.LowPpm);
        json.WriteNumber("high_ppm", chance.HighPpm);
        json.WriteEndObject();
    }

    private static PastRound Round(JsonMembers members)
    {
        var round = new PastRound(
            members.Text("period"),
            members.Number("available_volume", 0, DayFigures.MaxVolume),
            members.Number("unsold_volume", 0, DayFigures.MaxVolume),
            members.Number("reserve_fee_micros", 0, MaxFee),
            members.NumberEvenNull("lowest_granted_fee_micros", 0, MaxFee));
        members.RefuseOthers();
        return round;
    }

    private static SellerPast? PastIn(JsonMembers input)
    {
        var sales = input.AmountOrNull("past_sales_minor");
        var used = input.AmountOrNull("past_used_volume_days");
        var days = (int?)input.NumberOrNull("days", 0, MaxDays);
        var fill = input.NumberOrNull("fill_ppm", 0, Million) ?? DefaultFillPpm;
        if (sales is null || used is null) { return null; }
        if (days is null) { input.Required("days"); }
        return new(sales.Value, used.Value, days ?? 0, fill);
    }
}
