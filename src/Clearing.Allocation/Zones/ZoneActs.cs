namespace Clearing.Allocation.Zones;

/// <summary>Names the acts on a zone for its audit trail.</summary>
public static class ZoneActs
{
    /// <summary>What an event is, and what it was done to; null if nobody acted.</summary>
    /// <param name="happened">An event of a zone.</param>
    public static (Act? Act, ActKind Kind, string? Reference)? Of(ZoneEvent happened) =>
        happened is ZoneAct act && WhatOf(act) is var (kind, reference)
            ? (act.Act, kind, reference)
            : null;

    private static (ActKind Kind, string? Reference) WhatOf(ZoneAct act) => act switch
    {
        ZoneConfigured => (ActKind.ZoneConfigured, null),
        OverrideSet { Override: var set } =>
            (ActKind.BaseOverridden, $"{set.Period}/{set.Seller}"),
        ForecastsTaken taken => (ActKind.ForecastsTaken, taken.Forecasts[0].Id),
        RunScheduled scheduled => (ActKind.RunScheduled, scheduled.Run.Id),
        RunUnscheduled(var id) => (ActKind.RunUnscheduled, id),
        RunBegun begun => (ActKind.RunBegun, begun.Run.Id),
        RunConfirmed confirmed => (ActKind.RunConfirmed, confirmed.Confirmation.Run),
        BasesCut cut => (ActKind.BasesCut, cut.Cut.Id),
        _ => throw new InvalidOperationException($"A {act.GetType().Name} is no act."),
    };
}
