namespace Clearing.Adversaries;

/// <summary>
/// Learns which ids rivals have used from the answers to bids that would be refused anyway, and
/// squats on ids that rivals will choose.
/// </summary>
public sealed class ProbeIds : IAdversary
{
    /// <inheritdoc/>
    public string? Attack() => Probe(Stage.Attacker);

    /// <inheritdoc/>
    // One namespace for all is as if all were one seller.
    public string? AttackUnprotected() => Probe("rival");

    private static string? Probe(string namespaceOf)
    {
        var stage = new Stage();
        foreach (var used in (int[])[7, 42, 77]) { stage.Bid("rival", 9, 10, $"b-{used}"); }
        var taken = new List<int>();
        for (var guess = 0; guess < 100; guess++)
        {
            // No volume: a bid like this leaves no trace.
            var answer = stage.Bid(namespaceOf, 1, 0, $"b-{guess}").Status;
            if (answer != BidStatus.VolumeNotPositive) { taken.Add(guess); }
        }
        stage.Bid(namespaceOf, 1, 1, "b-100");
        var squatted = stage.Bid("rival", 9, 10, "b-100").Status != BidStatus.Accepted;
        return taken.Count == 0 && !squatted
            ? null
            : $"ids {string.Join(", ", taken)}{(squatted ? ", and takes id 100 away" : "")}";
    }
}
