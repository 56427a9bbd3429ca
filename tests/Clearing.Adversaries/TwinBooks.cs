using System.Text.Json;

namespace Clearing.Adversaries;

/// <summary>
/// Holds the same session against books that differ in rivals' bids alone, and compares every byte
/// of what it is shown before the clearing.
/// </summary>
public sealed class TwinBooks : IAdversary
{
    /// <inheritdoc/>
    public string? Attack() => Compare((stage, seen) =>
    {
        seen.Add(JsonSerializer.Serialize(stage.Market.BidsOf(Stage.Attacker)));
        var report = stage.Market.Report();
        // The hash of a closed book is blinded: it differs for equal books as well.
        seen.Add($"{report.Stage} {report.LastRound} {report.ClosedRound} {report.Held} {report.Pool}");
        seen.Add($"{stage.Market.Round(1)} {stage.Market.Curve(1)}");
    });

    /// <inheritdoc/>
    public string? AttackUnprotected() => Compare((stage, seen) =>
        seen.Add($"{stage.Events.OfType<BidsPlaced>().Last().FirstSequence}"));

    private static string? Compare(Action<Stage, List<string>> look)
    {
        var alone = Session(rivals: 0, look);
        foreach (var rivals in (int[])[1, 3, 40])
        {
            var other = Session(rivals, look);
            var at = alone.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
            if (at < alone.Count || alone.Count != other.Count)
            {
                return $"that there are rivals, from answer {at}";
            }
        }
        return null;
    }

    private static List<string> Session(int rivals, Action<Stage, List<string>> look)
    {
        var (stage, seen) = (new Stage(), new List<string>());
        void Rivals(string when)
        {
            for (var i = 0; i < rivals; i++) { stage.Bid($"rival-{i}", 5 + i, 10, $"mine-{when}"); }
        }
        Rivals("a");
        seen.Add($"{stage.Bid(Stage.Attacker, 6, 10, "mine-a")}");
        Rivals("b");
        seen.Add($"{stage.Bid(Stage.Attacker, 7, 0, "mine-b")}");
        seen.Add($"{stage.Bid(Stage.Attacker, 7, 20, "mine-b")}");
        seen.Add($"{stage.Bid(Stage.Attacker, 8, 20, "mine-b")}");
        var amended = stage.Market.Amend(new("c-1", "mine-a", Stage.Attacker, new Fee(9)));
        stage.Do(amended.Events);
        seen.Add($"{amended.Answer}");
        var stranger = stage.Market.Cancel(new("c-2", "rival-1", Stage.Attacker));
        stage.Do(stranger.Events);
        seen.Add($"{stranger.Answer}");
        look(stage, seen);
        stage.Close(1);
        Rivals("c");
        var late = stage.Market.Cancel(new("c-3", "mine-a", Stage.Attacker));
        stage.Do(late.Events);
        seen.Add($"{late.Answer} {stage.Bid(Stage.Attacker, 3, 5, "mine-d")}");
        look(stage, seen);
        return seen;
    }
}
