using System.Collections.Immutable;
using System.Text.Json;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Facts;

namespace Clearing.Formats.Allocations.Kinds;

/// <summary>Reads the sellers of a zone, and the fields that a period replaces.</summary>
internal static class SellersReader
{
    private const long Billion = 1_000_000_000;

    private static readonly string[] Fields =
        ["account_started", "need_volume", "score_factor_ppm", "use_volume", "previous_volume"];

    internal static ImmutableArray<SellerTerms> Read(JsonMembers input)
    {
        var sellers = ImmutableArray.CreateBuilder<SellerTerms>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var place in input.List("sellers"))
        {
            var members = input.At(place);
            var seller = members.Text("seller");
            if (!known.Add(seller)) { members.Refuse($"must name another seller than {seller}"); }
            foreach (var field in Fields) { members.Required(field); }
            sellers.Add(Replace(members, new SellerTerms { Seller = seller }));
        }
        return sellers.ToImmutable();
    }

    internal static ImmutableArray<SellerTerms> Replace(
        JsonMembers period, ImmutableArray<SellerTerms> sellers, bool isEstimate)
    {
        if (period.NotNull("sellers") is not { } given) { return sellers; }
        var known = period.At(given);
        ImmutableArray<SellerTerms> replaced =
        [
            .. sellers.Select(seller => known.Any(seller.Seller) is { } fields
                ? Replace(period.At(fields), seller)
                : seller),
        ];
        known.RefuseOthers();
        foreach (var (_, fields) in isEstimate ? given.Members : JsonPlace.None)
        {
            if (fields.Find("previous_volume") is { } previous)
            {
                period.Refuse(previous, "must be left out: it is the base of the period before");
            }
        }
        return replaced;
    }

    private static SellerTerms Replace(JsonMembers members, SellerTerms of)
    {
        var terms = of with
        {
            AccountStarted = Or(members, "account_started", of.AccountStarted, Day),
            NeedVolume =
                members.NumberIfAny("need_volume", 0, DayFigures.MaxVolume) ?? of.NeedVolume,
            ScoreFactorPpm =
                members.NumberIfAny("score_factor_ppm", 0, Billion) ?? of.ScoreFactorPpm,
            UseVolume = members.NumberIfAny(
                "use_volume", -DayFigures.MaxVolume, DayFigures.MaxVolume) ?? of.UseVolume,
            PreviousVolume = Or(members, "previous_volume", of.PreviousVolume, Volume),
            Plan = members.Word("plan", Words.All<Plan>(), of.Plan),
            PeakUsedVolume = members.NumberIfAny("peak_used_volume", 0, DayFigures.MaxVolume)
                ?? of.PeakUsedVolume,
            OverrideVolume = Or(members, "override_volume", of.OverrideVolume, Volume),
        };
        members.RefuseOthers();
        return terms;
    }

    // A null replaces a field; a field that is left out is kept.
    private static T? Or<T>(
        JsonMembers members, string key, T? otherwise, Func<JsonMembers, JsonPlace, T> read)
        where T : struct =>
        members.Any(key) is not { } member ? otherwise
        : member.Kind == JsonValueKind.Null ? null
        : read(members, member);

    private static DateOnly Day(JsonMembers members, JsonPlace place) => members.Day(place);

    private static long Volume(JsonMembers members, JsonPlace place) =>
        members.Integer(place, 0, DayFigures.MaxVolume);
}
