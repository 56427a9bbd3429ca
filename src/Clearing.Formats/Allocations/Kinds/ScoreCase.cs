using System.Collections.Immutable;
using System.Text.Json;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Scores;

namespace Clearing.Formats.Allocations.Kinds;

/// <summary>A score from blocks of days; the window is the last days of them.</summary>
internal sealed record ScoreCase(AllocationConfig Config, ImmutableArray<DayFigures> Days)
    : ICaseKind
{
    internal static ScoreCase Read(JsonMembers input, CaseConfig config) =>
        new(config.Rules, FactReader.Blocks(input));

    public void Write(Utf8JsonWriter json) => WriteScore(json, Of(Days, Config));

    internal static SellerScore Of(ImmutableArray<DayFigures> days, AllocationConfig config) =>
        ScoreRule.Of(days.Skip(Math.Max(0, days.Length - config.ScoreDays)), config);

    internal static void WriteScore(Utf8JsonWriter json, SellerScore score)
    {
        WriteFactors(json, "values_ppm", score.Factors, factor => factor.ValuePpm);
        WriteFactors(json, "points", score.Factors, factor => factor.Points);
        json.WriteNumber("reported_days", score.ReportedDays);
        json.WriteNumber("score", score.Score);
        json.WriteNumber("score_factor_ppm", score.ScoreFactorPpm);
    }

    private static void WriteFactors(
        Utf8JsonWriter json,
        string name,
        PerFactor<FactorScore> factors,
        Func<FactorScore, Int128?> figure)
    {
        json.WriteStartObject(name);
        json.WriteInt128("sell_through", figure(factors.SellThrough));
        json.WriteInt128("excess", figure(factors.Excess));
        json.WriteInt128("stranded", figure(factors.Stranded));
        json.WriteInt128("in_stock", figure(factors.InStock));
        json.WriteEndObject();
    }
}
