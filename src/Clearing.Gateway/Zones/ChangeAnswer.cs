using System.ComponentModel;
using System.Text.Json.Serialization;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Explanations;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Sellers;

namespace Clearing.Gateway;

/// <summary>Why a base or an allocation differs from the previous period's.</summary>
internal sealed record ChangeAnswer(
    [property: Description("Null without a base before, or without limit.")]
    long? ChangeVolume,
    [property: Description("Parts that add up to the change, zeros too.")]
    ImmutableArray<PartAnswer> Parts)
{
    public static ChangeAnswer Of(
        BaseView view, Explanation change, long heldBefore, long heldNow) => new(
        change.ChangeVolume,
        [
            .. change.Parts.Select(part => new PartAnswer(
                part.Part, part.ChangeVolume,
                PartInputAnswer.Of(
                    part.Part, view.Before!.Record, view.Base.Record.PreviousVolume, heldBefore),
                PartInputAnswer.Of(
                    part.Part, view.Base.Record, view.Before.BaseVolume, heldNow))),
        ]);
}

/// <summary>A part of the change, and the input that it replaced.</summary>
internal sealed record PartAnswer(
    BasePart Part, long ChangeVolume, PartInputAnswer Old, PartInputAnswer New);

/// <summary>
/// The input of one part: the member that it is named after. A previous volume that is absent is none,
/// or no limit.
/// </summary>
internal sealed record PartInputAnswer
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BaseRulesAnswer? Rules { get; private init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? NeedVolume { get; private init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ScoreFactorPpm { get; private init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? UseVolume { get; private init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? PreviousVolume { get; private init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RationAnswer? Ration { get; private init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Stage? Stage { get; private init; }

    [Description("The base before, with its cut or without.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? BaseVolume { get; private init; }

    [Description("What awards hold.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? HeldVolume { get; private init; }

    public static PartInputAnswer Of(
        BasePart part, BaseRecord record, long? baseVolume, long heldVolume) => part switch
    {
        BasePart.Rules => new() { Rules = BaseRulesAnswer.Of(record.Rules) },
        BasePart.Projection => new() { NeedVolume = record.NeedVolume },
        BasePart.Score => new() { ScoreFactorPpm = record.ScoreFactorPpm },
        BasePart.Use => new() { UseVolume = record.UseVolume },
        BasePart.Previous => new() { PreviousVolume = record.PreviousVolume },
        BasePart.Ration => new() { Ration = RationAnswer.Of(record.Ration) },
        BasePart.Stage => new() { Stage = record.Stage },
        BasePart.Cut => new() { BaseVolume = baseVolume },
        BasePart.Awards => new() { HeldVolume = heldVolume },
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "There is no such part."),
    };
}
