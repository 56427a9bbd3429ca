using Clearing.Market;
using Microsoft.Extensions.Logging;

namespace Clearing.Grains;

// A round that is due and cannot be cleared: nobody called, so only the log can say why.
public sealed partial class RoundGrain
{
    private (int Round, ClearStatus Why)? _waiting;

    // Once for each cause: the reminder tries again every few seconds.
    private void SayWaiting(int round, ClearStatus why)
    {
        if (why == ClearStatus.Cleared) { _waiting = null; }
        else if (_waiting != (round, why))
        {
            _waiting = (round, why);
            if (log is not null) { Waits(log, round, Key, CauseOf(why)); }
        }
    }

    private static string CauseOf(ClearStatus why) => why switch
    {
        ClearStatus.OtherRoundClosed => "another round's book is closed, and an operator must clear it",
        ClearStatus.PoolOverflow =>
            "the pool would not fit 63 bits, and an operator must change the round's capacity",
        ClearStatus.ApprovalNeeded =>
            "it takes more capacity than one operator may, and an operator must change that",
        _ => $"{why}",
    };

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Round {Round} of {Market} is due and waits: {Cause}.")]
    private static partial void Waits(ILogger log, int round, string market, string cause);
}
