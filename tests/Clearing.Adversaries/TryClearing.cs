namespace Clearing.Adversaries;

/// <summary>
/// An operator who reads a closed book by dry runs of its clearing: with room for every bid, each
/// higher reserve takes the bids below it away. It must not remain unseen.
/// </summary>
public sealed class TryClearing : IAdversary
{
    private const string Operator = "olga";

    /// <inheritdoc/>
    public string? Attack()
    {
        var stage = Closed();
        var read = Read(stage);
        var seen = stage.Market.Audit(0, int.MaxValue)
            .Count(act => act.Kind == ActKind.Inspected && act.By == Operator);
        return seen >= 3 && stage.Market.Inspections(seller: null, 0, int.MaxValue).Length == seen
            ? null
            : $"{read}, and only {seen} dry runs are on record";
    }

    /// <inheritdoc/>
    public string? AttackUnprotected() => Read(Closed());

    // Where nothing is kept of what a dry run decides, its answer is all there is.
    private static string Read(Stage stage)
    {
        var bids = new List<string>();
        var reserve = new Fee(0);
        while (Tried(stage, reserve) is { LowestGranted: { } fee } all)
        {
            reserve = new Fee(fee.Micros + 1);
            var above = Tried(stage, reserve);
            bids.Add($"{all.Granted.Value - (above?.Granted.Value ?? 0)} at {fee.Micros}");
        }
        return string.Join(", ", bids);
    }

    private static RoundReport? Tried(Stage stage, Fee reserve)
    {
        var (answer, events) = stage.Market.Preview(
            new RoundTerms(1, new CubicFeet(1_000_000), reserve), Operator, DateTimeOffset.UnixEpoch);
        stage.Do(events);
        return answer.Report;
    }

    private static Stage Closed()
    {
        var stage = new Stage();
        stage.Bid("acme", 40, 13);
        stage.Bid("bob", 50, 17);
        stage.Bid("carol", 60, 19);
        stage.Close(1);
        return stage;
    }
}
