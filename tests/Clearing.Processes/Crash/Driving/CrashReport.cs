using System.Globalization;
using System.Text;

namespace Clearing.Processes.Crash;

/// <summary>The counts and findings of a crash run.</summary>
internal sealed class CrashReport
{
    /// <summary>Kills by moment, and how many of them actually hit it.</summary>
    public Dictionary<Moment, (int Kills, int Hits)> Kills { get; } = [];

    /// <summary>How often the server was stopped instead of killed.</summary>
    public int Stops { get; set; }

    /// <summary>The longest time from a start to the first answer.</summary>
    public TimeSpan StartTimeout { get; set; }

    /// <summary>Commands recorded by clients.</summary>
    public int Sent { get; set; }

    /// <summary>Commands with an answer; each was checked against the journal.</summary>
    public int Answered { get; set; }

    /// <summary>Of these, the commands that were accepted.</summary>
    public int Accepted { get; set; }

    /// <summary>Commands that got more than one answer.</summary>
    public int AnsweredAgain { get; set; }

    /// <summary>Events in the journal.</summary>
    public long Events { get; set; }

    /// <summary>Rounds cleared again by the verification.</summary>
    public long Rounds { get; set; }

    /// <summary>The violations found.</summary>
    public List<string> Violations { get; } = [];

    public void Killed(Moment moment, bool hit)
    {
        var (kills, hits) = Kills.GetValueOrDefault(moment);
        Kills[moment] = (kills + 1, hits + (hit ? 1 : 0));
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Kills.Values.Sum(k => k.Kills)} kills (");
        text.AppendJoin(", ", Kills.OrderBy(k => k.Key).Select(k =>
            $"{k.Key} {k.Value.Kills}, hit {k.Value.Hits}"));
        text.Append(CultureInfo.InvariantCulture, $"), {Stops} stops, ");
        text.Append(CultureInfo.InvariantCulture, $"longest start {StartTimeout.TotalSeconds:F1} s\n");
        text.Append(CultureInfo.InvariantCulture, $"{Sent} commands sent, {Answered} answered and ");
        text.Append(CultureInfo.InvariantCulture, $"checked, {Accepted} accepted, ");
        text.Append(CultureInfo.InvariantCulture, $"{AnsweredAgain} answered more than once\n");
        text.Append(CultureInfo.InvariantCulture, $"{Events} events, {Rounds} rounds cleared again, ");
        text.Append(CultureInfo.InvariantCulture, $"{Violations.Count} violations");
        foreach (var violation in Violations.Take(50)) { text.Append('\n').Append(violation); }
        return text.ToString();
    }
}
