using System.Text.Json;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Explanations;
using Clearing.Allocation.Facts;

namespace Clearing.Formats.Allocations.Kinds;

/// <summary>Why a base changed.</summary>
internal sealed record ExplainCase(BaseRecord? Old, BaseRecord New) : ICaseKind
{
    private const long Billion = 1_000_000_000;
    private const long Million = 1_000_000;

    internal static ExplainCase Read(JsonMembers input, CaseConfig _) => new(
        input.NotNull("old") is { } old ? Record(input.At(old)) : null,
        Record(input.Object("new")));

    public void Write(Utf8JsonWriter json)
    {
        var explanation = Explanation.Of(Old, New);
        json.WriteNumber("change_volume", explanation.ChangeVolume);
        json.WriteStartObject("parts");
        foreach (var (part, change) in explanation.Parts)
        {
            json.WriteNumber(Words.Of(part).ToLowerInvariant(), change);
        }
        json.WriteEndObject();
    }

    private static BaseRecord Record(JsonMembers members)
    {
        members.Required("stage");
        var record = new BaseRecord(
            members.Word("stage", Words.All<Stage>(), Stage.Regular),
            members.NumberEvenNull("base_volume", 0, DayFigures.MaxVolume),
            Rules(members.Object("rules")),
            members.Number("need_volume", 0, DayFigures.MaxVolume),
            members.Number("score_factor_ppm", 0, Billion),
            members.Number("use_volume", -DayFigures.MaxVolume, DayFigures.MaxVolume),
            members.NumberEvenNull("previous_volume", 0, DayFigures.MaxVolume),
            RationJson.Read(members.Object("ration")));
        members.RefuseOthers();
        return record;
    }

    private static BaseRules Rules(JsonMembers members)
    {
        var rules = new BaseRules(
            members.Number("step_up_ppm", 0, Billion),
            members.Number("step_up_min_volume", 0, DayFigures.MaxVolume),
            members.Number("step_down_ppm", 0, Million),
            members.Number("floor_volume", 0, DayFigures.MaxVolume),
            members.NumberEvenNull("ceiling_volume", 0, DayFigures.MaxVolume));
        members.RefuseOthers();
        return rules;
    }
}
