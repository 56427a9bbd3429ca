namespace Clearing.Market.Replay;

/// <summary>Replays a scenario: the whole market in one pure function.</summary>
public static class ScenarioReplay
{
    /// <summary>Drives the scenario's markets and sellers through its events.</summary>
    /// <param name="scenario">Markets and events.</param>
    /// <returns>What the rules say the outcome is; refused events are listed, not thrown.</returns>
    public static ReplayResult Run(Scenario scenario) => throw new NotImplementedException();
}
