using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The stage of bids that the query selects, such as <c>stage=OPEN</c>.</summary>
/// <param name="Value">The stage; null for every stage.</param>
/// <param name="Problem">The problem of the stage; null if it could be read.</param>
internal sealed record BidStageInQuery(BidStage? Value, Problem? Problem) : IRead
{
    /// <summary>The parameter's name.</summary>
    public const string Name = "stage";

    private static readonly Dictionary<string, BidStage> Stages =
        Enum.GetValues<BidStage>().ToDictionary(Words.Of, StringComparer.Ordinal);

    public static ValueTask<BidStageInQuery> BindAsync(HttpContext context)
    {
        if ((string?)context.Request.Query[Name] is not { } word)
        {
            return ValueTask.FromResult(new BidStageInQuery(null, null));
        }
        return ValueTask.FromResult(Stages.TryGetValue(word, out var stage)
            ? new BidStageInQuery(stage, null)
            : new BidStageInQuery(null, Problem.Of(
                Codes.FieldInvalid, Name, word,
                detail: $"must be one of {string.Join(", ", Stages.Keys)}")));
    }
}
