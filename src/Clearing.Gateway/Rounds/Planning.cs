using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>Plans rounds of one market, or reports what the answer would be.</summary>
/// <param name="market">The market.</param>
/// <param name="cluster">Gives access to its grain.</param>
/// <param name="clock">The process's clock.</param>
/// <param name="gap">Whether round numbers may be skipped.</param>
internal sealed class Planning(string market, Cluster cluster, TimeProvider clock, AllowGap gap)
{
    private const int MaxYears = 100;

    /// <summary>Plans rounds; returns the problem with them, or the market's answer.</summary>
    /// <param name="rounds">1 or more, by number.</param>
    /// <param name="report">
    /// The market's report; in a dry run its calendar includes rounds planned before these.
    /// </param>
    /// <param name="dryRun">True to change nothing.</param>
    /// <param name="cancellationToken">Cancelled when the caller disconnects.</param>
    public async Task<(Problem? Wrong, ScheduleStatus Status)> Plan(
        ImmutableArray<ScheduledRound> rounds, MarketReport report, bool dryRun,
        CancellationToken cancellationToken)
    {
        if (Refusal(rounds, report) is { } wrong) { return (wrong, default); }
        var grain = cluster.Market(market);
        return (null, await cluster.Ask(
            dryRun ? grain.CheckSchedule(report.Calendar, rounds) : grain.ScheduleMany(rounds),
            cancellationToken));
    }

    /// <summary>The problem if a round cannot close at its time; otherwise null.</summary>
    public static Problem? TimeRefusal(ScheduledRound round, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return round.ClosesAt <= now
            ? Of(
                Codes.ClosesInPast, round, null,
                "A round that is due closes and clears at once, which nobody can take back.")
            : round.ClosesAt > now.AddYears(MaxYears)
            ? Of(
                Codes.ClosesTooLate, round, MaxYears,
                $"A round closes within {MaxYears} years from now.")
            : null;
    }

    private Problem? Refusal(ImmutableArray<ScheduledRound> rounds, MarketReport report)
    {
        // Planning a known round again changes nothing, even if its time has passed. The market
        // itself answers for rounds up to its last one.
        if (report.Config is null || rounds.All(round =>
            round.Terms.Round <= report.LastRound || report.Calendar.Contains(round)))
        {
            return null;
        }
        return TimeRefusal(rounds[0], clock) ?? TimeRefusal(rounds[^1], clock)
            ?? RoundNumbers.PlanningRefusal(report, rounds[0].Terms.Round, gap);
    }

    private static Problem Of(string code, ScheduledRound round, long? limit, string detail) =>
        Problem.Of(
            code, "closes_at", $"{round.ClosesAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}", limit,
            detail);
}
