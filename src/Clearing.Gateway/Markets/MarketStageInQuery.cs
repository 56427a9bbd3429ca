using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The stage of markets that the query selects, such as <c>stage=OPEN</c>.</summary>
/// <param name="Value">The stage; null for every stage.</param>
/// <param name="Problem">The problem of the stage; null if it could be read.</param>
internal sealed record MarketStageInQuery(MarketStage? Value, Problem? Problem) : IRead
{
    /// <summary>The parameter's name.</summary>
    public const string Name = "stage";

    /// <summary>The stages that the query can select, by name.</summary>
    public static IReadOnlyDictionary<string, MarketStage> Stages { get; } =
        Enum.GetValues<MarketStage>().Where(stage => stage != MarketStage.Unknown)
            .ToDictionary(Words.Of, StringComparer.Ordinal);

    public static ValueTask<MarketStageInQuery> BindAsync(HttpContext context)
    {
        if ((string?)context.Request.Query[Name] is not { } word)
        {
            return ValueTask.FromResult(new MarketStageInQuery(null, null));
        }
        return ValueTask.FromResult(Stages.TryGetValue(word, out var stage)
            ? new MarketStageInQuery(stage, null)
            : new MarketStageInQuery(null, Problem.Of(
                Codes.FieldInvalid, Name, word,
                detail: $"must be one of {string.Join(", ", Stages.Keys)}")));
    }

    /// <summary>True if the query selects the market.</summary>
    public bool Has(MarketReport market) => Value is null || market.Stage == Value;
}
