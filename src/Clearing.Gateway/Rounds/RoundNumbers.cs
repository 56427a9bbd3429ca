using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>Makes rounds consecutive unless the caller allows a gap.</summary>
/// <remarks>Without this, a slip such as round 2147483647 would be the last one.</remarks>
internal static class RoundNumbers
{
    /// <summary>The first round in which a bid placed now takes part.</summary>
    public static int Next(MarketReport report)
    {
        var last = Math.Max(report.LastRound, report.ClosedRound);
        var planned = report.Calendar.FirstOrDefault(round => round.Terms.Round > last);
        return planned?.Terms.Round ?? After(last);
    }

    /// <summary>The problem if a round is not the next to close or clear; otherwise null.</summary>
    public static Problem? ClosingRefusal(MarketReport report, int round, AllowGap gap)
    {
        var last = Math.Max(report.LastRound, report.ClosedRound);
        var follows = round <= After(last) || round <= Next(report);
        return follows || gap.Value || report.Config is null ? null : Gap(round, Next(report));
    }

    /// <summary>The problem if a round is not the next to plan; otherwise null.</summary>
    public static Problem? PlanningRefusal(MarketReport report, int round, AllowGap gap)
    {
        var last = Math.Max(report.LastRound, report.ClosedRound);
        if (!report.Calendar.IsEmpty) { last = Math.Max(last, report.Calendar[^1].Terms.Round); }
        return round <= After(last) || gap.Value || report.Config is null
            ? null
            : Gap(round, After(last));
    }

    /// <summary>Adds the round's number and an acceptable number to a refusal.</summary>
    /// <param name="problem">The refusal of a command about a round.</param>
    /// <param name="round">The round's number.</param>
    /// <param name="report">The market's report.</param>
    public static Problem Explain(Problem problem, int round, MarketReport report) =>
        problem.Code switch
        {
            Codes.RoundPassed => problem with
            {
                Field = "round",
                Value = $"{round}",
                Limit = After(Math.Max(report.LastRound, report.ClosedRound)),
                Detail = $"The next round is {Next(report)}.",
            },
            Codes.OtherRoundClosed => problem with
            {
                Field = "round",
                Value = $"{round}",
                Limit = report.ClosedRound,
                Detail = report.BindsAt is { } at
                    ? $"Round {report.ClosedRound} is provisional and binds at {at:u}."
                    : $"Round {report.ClosedRound} is closed: clear it first.",
            },
            _ => problem,
        };

    private static int After(int round) => round == int.MaxValue ? round : round + 1;

    private static Problem Gap(int round, int next) => Problem.Of(
        Codes.RoundGap, "round", $"{round}", next,
        $"The next round is {next}. With allow_gap=true the rounds between are skipped for good.");
}
