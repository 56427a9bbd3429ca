using System.Collections.Immutable;
using System.Text.Json;
using Clearing.Allocation.Attributions;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Schedules;

namespace Clearing.Formats.Allocations.Kinds;

/// <summary>Facts of a market's period: the lines they post, the credit, corrections.</summary>
internal sealed record AttributionCase(
    CaseConfig Config,
    DateOnly FirstDay,
    DateOnly LastDay,
    Schedule Base,
    Schedule Held,
    Int128 ChargeMinor,
    ImmutableArray<FactOp> Ops) : ICaseKind
{
    internal static AttributionCase Read(JsonMembers input, CaseConfig config) => new(
        config,
        input.Day("first_day"),
        input.Day("last_day"),
        ScheduleReader.Read(input, "base", mayLackLimit: true),
        ScheduleReader.Read(input, "held", mayLackLimit: false),
        input.Number("charge_minor", 0),
        [.. input.List("ops").Select(place => FactOp.Read(input, place, maySettle: true))]);

    public void Write(Utf8JsonWriter json)
    {
        var facts = new FactBook();
        var lines = new LineBook(FirstDay, LastDay);
        Settled? settled = null;
        json.WriteList("steps", Ops, op =>
        {
            var posted = op.Settles ? [] : Post(json, op, facts, lines);
            if (op.Settles) { json.WriteString("answer", "SETTLED"); }
            json.WriteList("lines", posted, line => Write(json, line));
            var net = WriteCredit(json, lines.IncrementalMinor);
            if (settled is { } before)
            {
                var correction = before.CorrectionTo(net);
                settled = before.With(correction);
                json.WriteInt128("correction_minor", correction);
            }
            settled ??= op.Settles ? new Settled(net) : null;
        });
    }

    private ImmutableArray<PostedLine> Post(
        Utf8JsonWriter json, FactOp op, FactBook facts, LineBook lines)
    {
        var (answer, events) = op.DecideOn(facts, FactWindow.Always);
        json.WriteString("answer", Words.Of(answer));
        foreach (var fact in events) { facts.Apply(fact); }
        var posted = lines.Changes(
            facts.On, Base.At, day => Held.At(day)!.Value, Config.Rules.CarryUseDays);
        foreach (var line in posted) { lines.Apply(line); }
        return posted;
    }

    private Int128 WriteCredit(Utf8JsonWriter json, Int128 incremental)
    {
        var earned = CreditRule.Earned(new(incremental), Config.Money).Minor;
        var cap = CreditRule.Cap(new(ChargeMinor), Config.Money).Minor;
        var applied = Int128.Min(earned, cap);
        json.WriteInt128("incremental_minor", incremental);
        json.WriteInt128("earned_minor", earned);
        json.WriteInt128("applied_minor", applied);
        json.WriteInt128("net_minor", ChargeMinor - applied);
        return ChargeMinor - applied;
    }

    private static void Write(Utf8JsonWriter json, PostedLine posted)
    {
        var line = posted.Line;
        json.WriteDay("day", line.Day);
        json.WriteWord("reason", line.Reason);
        json.WriteNumber("used_volume", line.UsedVolume);
        json.WriteNumber("base_volume", line.BaseVolume);
        json.WriteNumber("held_volume", line.HeldVolume);
        json.WriteNumber("extra_used_volume", line.ExtraUsedVolume);
        json.WriteInt128("net_sales_minor", line.NetSalesMinor);
        json.WriteInt128("incremental_minor", line.IncrementalMinor);
        json.WriteInt128("delta_minor", posted.DeltaMinor);
    }
}
