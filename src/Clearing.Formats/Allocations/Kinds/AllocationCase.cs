using System.Collections.Immutable;
using System.Text.Json;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Configuration;

namespace Clearing.Formats.Allocations.Kinds;

/// <summary>A zone's bases: the confirmed period and its estimates.</summary>
internal sealed record AllocationCase(
    AllocationConfig Config, ImmutableArray<PeriodTerms> Periods) : ICaseKind
{
    internal static AllocationCase Read(JsonMembers input, CaseConfig config)
    {
        var sellers = SellersReader.Read(input);
        return new(
            config.Rules,
            [.. input.List("periods").Select((place, at) =>
                PeriodTerms.Read(input.At(place), sellers, isEstimate: at > 0))]);
    }

    public void Write(Utf8JsonWriter json)
    {
        Dictionary<string, long?>? before = null;
        json.WriteStartArray("periods");
        foreach (var period in Periods)
        {
            var terms = before is null
                ? period.Sellers
                : [.. period.Sellers.Select(of =>
                    of with { PreviousVolume = before[of.Seller] })];
            var bases = PeriodBases.Of(period.FirstDay, period.CapacityVolume, terms, Config);
            json.WriteStartObject();
            json.WriteString("period", period.Period);
            json.WriteString("status", before is null ? "CONFIRMED" : "ESTIMATE");
            Write(json, bases);
            json.WriteEndObject();
            before = bases.Sellers.ToDictionary(
                of => of.Target.Seller, of => of.BaseVolume, StringComparer.Ordinal);
        }
        json.WriteEndArray();
    }

    internal static void Write(Utf8JsonWriter json, PeriodBases bases)
    {
        var share = bases.Share;
        json.WriteNumber("capacity_volume", share.CapacityVolume);
        json.WriteInt128("fixed_volume", share.Sum.FixedVolume);
        json.WriteNumber("market_tranche_volume", share.TrancheVolume);
        json.WriteInt128("room_volume", share.RoomVolume);
        json.WriteInt128("target_volume", share.Sum.TargetVolume);
        json.WriteRation(share.Ration);
        json.WriteInt128("base_volume", bases.RegularVolume);
        json.WriteInt128("offered_volume", bases.OfferedVolume);
        json.WriteList("sellers", bases.Sellers, of => Write(json, of));
    }

    private static void Write(Utf8JsonWriter json, SellerBase of)
    {
        json.WriteString("seller", of.Target.Seller);
        json.WriteWord("stage", of.Target.Stage);
        if (of.Target.Steps is { } steps) { BaseCase.WriteSteps(json, steps); }
        json.WriteNumber("base_volume", of.BaseVolume);
        if (of.ReservedVolume is { } reserved) { json.WriteNumber("reserved_volume", reserved); }
    }
}
