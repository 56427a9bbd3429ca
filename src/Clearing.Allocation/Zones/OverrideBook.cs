using System.Collections.Immutable;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Runs;

namespace Clearing.Allocation.Zones;

/// <summary>The overrides in force at one moment. A run keeps those with which it began.</summary>
internal sealed class OverrideBook
{
    private readonly ImmutableDictionary<Period, ImmutableSortedDictionary<string, BaseOverride>>
        _byPeriod;

    private OverrideBook(
        ImmutableDictionary<Period, ImmutableSortedDictionary<string, BaseOverride>> byPeriod) =>
        _byPeriod = byPeriod;

    internal static OverrideBook Empty { get; } = new(
        ImmutableDictionary<Period, ImmutableSortedDictionary<string, BaseOverride>>.Empty);

    internal BaseOverride? Find(Period period, string seller) =>
        In(period).GetValueOrDefault(seller);

    internal ImmutableSortedDictionary<string, BaseOverride> In(Period period) =>
        _byPeriod.GetValueOrDefault(period)
        ?? ImmutableSortedDictionary<string, BaseOverride>.Empty.WithComparers(
            StringComparer.Ordinal);

    internal OverrideBook With(BaseOverride set)
    {
        var period = Period.Parse(set.Period)!.Value;
        var known = In(period);
        return new(_byPeriod.SetItem(
            period,
            set.Volume is null ? known.Remove(set.Seller) : known.SetItem(set.Seller, set)));
    }

    internal ImmutableArray<long?> Of(Period first, string seller)
    {
        var volumes = ImmutableArray.CreateBuilder<long?>(RunTerms.Periods);
        for (var period = first; volumes.Count < RunTerms.Periods; period = period.Next)
        {
            volumes.Add(Find(period, seller)?.Volume);
        }
        return volumes.MoveToImmutable();
    }

    internal bool SameIn(OverrideBook other, Period first)
    {
        var period = first;
        for (var i = 0; i < RunTerms.Periods; i++)
        {
            if (!In(period).SequenceEqual(other.In(period))) { return false; }
            period = period.Next;
        }
        return true;
    }
}
