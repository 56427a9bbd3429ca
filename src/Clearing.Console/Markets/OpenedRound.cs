using Clearing.Pages.Live;
using Clearing.Pages.Reading;

namespace Clearing.Pages.Markets;

/// <summary>
/// The round that was next when a dialog about it opened. The page under the dialog goes on, and its
/// button must not act on a round that nobody read there.
/// </summary>
/// <param name="number">The round's number.</param>
internal sealed class OpenedRound(int number)
{
    private bool _isUnanswered;

    /// <summary>The round's number.</summary>
    public int Number => number;

    /// <summary>Sends a command about the round, unless another one is next now.</summary>
    /// <param name="now">The market as it is known now.</param>
    /// <param name="command">The command; it names the round.</param>
    /// <returns>The refusal or failure; null if it is done.</returns>
    public async Task<Failure?> Send(WatchedMarket now, Func<Task<Failure?>> command)
    {
        // A command without an answer may itself be what moved the round: it is asked again.
        if (now.NextRound != number && !_isUnanswered) { return Moved(now); }
        var failure = await command();
        _isUnanswered = failure is { IsUnknown: true };
        return failure;
    }

    private Failure Moved(WatchedMarket now) => new(
        Codes.RoundPassed,
        now.Report.LastRound >= number ? $"Round {number} was cleared meanwhile."
            : now.Report.ClosedRound > 0 ? $"The book of round {now.NextRound} was closed meanwhile."
            : "The calendar was changed meanwhile.",
        "round", $"{number}",
        Detail: $"Round {now.NextRound} is next now. Leave this dialog and look at the market again.");
}
