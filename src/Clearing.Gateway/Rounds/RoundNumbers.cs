using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>Rounds are numbered consecutively; numbers are skipped only on demand.</summary>
/// <remarks>A slip such as round 2147483647 would make it the market's last round.</remarks>
internal static class RoundNumbers
{
    /// <summary>The round in which a bid that comes now takes part first.</summary>
    public static int Next(MarketReport report)
    {
        var last = Math.Max(report.LastRound, report.ClosedRound);
        var planned = report.Calendar.FirstOrDefault(round => round.Terms.Round > last);
        return planned?.Terms.Round ?? After(last);
    }

    /// <summary>Why a round cannot be closed or cleared yet; null if its number follows.</summary>
    public static Problem? ClosingRefusal(MarketReport report, int round, AllowGap gap)
    {
        var last = Math.Max(report.LastRound, report.ClosedRound);
        var follows = round <= After(last) || round <= Next(report);
        return follows || gap.Value || report.Config is null ? null : Gap(round, Next(report));
    }

    /// <summary>Why a round cannot be planned; null if its number follows.</summary>
    public static Problem? PlanningRefusal(MarketReport report, int round, AllowGap gap)
    {
        var last = Math.Max(report.LastRound, report.ClosedRound);
        if (!report.Calendar.IsEmpty) { last = Math.Max(last, report.Calendar[^1].Terms.Round); }
        return round <= After(last) || gap.Value || report.Config is null
            ? null
            : Gap(round, After(last));
    }

    /// <summary>A refusal with the round's number, and the number that would do.</summary>
    /// <param name="problem">The refusal of a command about a round.</param>
    /// <param name="round">The round's number.</param>
    /// <param name="report">The market.</param>
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
