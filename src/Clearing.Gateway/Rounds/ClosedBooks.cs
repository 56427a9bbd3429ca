using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>Says of a closed book when the wait for it ends.</summary>
internal static class ClosedBooks
{
    /// <summary>
    /// When the result of a market's closed book binds; null if the refusal is of another cause, or the
    /// round is not provisional.
    /// </summary>
    /// <param name="cluster">Gives access to the market.</param>
    /// <param name="status">The refusal of a command.</param>
    /// <param name="market">The market.</param>
    /// <param name="cancellationToken">Cancelled when the caller leaves.</param>
    public static async Task<string?> Binding<TStatus>(
        this Cluster cluster, TStatus status, string market, CancellationToken cancellationToken)
        where TStatus : struct, Enum
    {
        if (Words.Of(status) != "BOOK_CLOSED") { return null; }
        var report = await cluster.Ask(cluster.Market(market).Report(), cancellationToken);
        return report.BindsAt is { } at
            ? $"Round {report.ClosedRound} is provisional and binds at "
                + $"{at.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}: send another command then, under an id of its own."
            : null;
    }
}
