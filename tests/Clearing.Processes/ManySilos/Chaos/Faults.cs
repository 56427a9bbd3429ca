namespace Clearing.Processes.ManySilos.Chaos;

/// <summary>The faults by name; each ends with a whole cluster.</summary>
internal static class Faults
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>All faults, in the order of injection.</summary>
    internal static IReadOnlyDictionary<string, Func<ChaosRun, Task>> All { get; } =
        new Dictionary<string, Func<ChaosRun, Task>>
        {
            ["frozen"] = Frozen,
            ["paused"] = Paused,
            ["cut"] = Cut,
            ["parted"] = Parted,
            ["killed"] = Killed,
            ["stopped"] = Stopped,
            ["all"] = AllKilled,
            ["gateway"] = GatewayKilled,
            ["database-killed"] = DatabaseFaults.Killed,
            ["database-away"] = DatabaseFaults.Away,
            ["database-frozen"] = DatabaseFaults.Frozen,
            ["terminated"] = DatabaseFaults.Terminated,
            ["disk"] = DatabaseFaults.DiskFull,
        };

    private static async Task Frozen(ChaosRun run)
    {
        await run.Flows();
        var silo = run.Cluster.Take();
        silo.Freeze();
        await run.Resumes("silo frozen (SIGSTOP)");
        silo.Thaw();
        await run.Resumes("a silo that was given up thaws");
        await Replace(run, silo, "thawed");
    }

    private static async Task Paused(ChaosRun run)
    {
        await run.Flows();
        var silo = run.Cluster.Silos[0];
        silo.Freeze();
        await Task.Delay(Pause);
        silo.Thaw();
        await run.Resumes($"silo frozen for {Pause.TotalSeconds} s");
        if (silo.HasExited) { run.Wrong($"a silo that paused for {Pause} was given up"); }
    }

    private static async Task Cut(ChaosRun run)
    {
        if (!run.HasCables) { return; }
        await run.Flows();
        var silo = run.Cluster.Take();
        silo.Place!.Cut();
        await run.Resumes("silo cut off from everything");
        silo.Place.Mend();
        await run.Resumes("its network is mended");
        await Replace(run, silo, "mended");
    }

    private static async Task Parted(ChaosRun run)
    {
        if (!run.HasCables) { return; }
        await run.Flows();
        var silo = run.Cluster.Take();
        var others = run.Cluster.Silos;
        foreach (var other in others) { silo.Place!.PartFrom(other.Place!); }
        await run.Resumes("silo cut off from other silos only");
        await Replace(run, silo, "parted");
    }

    private static async Task Killed(ChaosRun run)
    {
        await run.Flows();
        using (var silo = run.Cluster.Take()) { await silo.Kill(); }
        await run.Resumes("silo killed (SIGKILL)");
        await run.Cluster.StartSilo();
    }

    private static async Task Stopped(ChaosRun run)
    {
        await run.Cluster.StartSilo();
        await run.Flows();
        using var silo = run.Cluster.Take();
        if (await silo.Stop() is not 0 and var code) { run.Wrong($"SIGTERM ended a silo with {code}"); }
        await run.Resumes("silo stopped (SIGTERM)");
    }

    private static async Task AllKilled(ChaosRun run)
    {
        await run.Flows();
        await run.Cluster.ReplaceAll();
        await run.Resumes("all silos killed, three others started");
    }

    private static async Task GatewayKilled(ChaosRun run)
    {
        await run.Flows();
        await run.Cluster.RestartGateway();
        await run.Resumes("gateway killed and restarted");
    }

    private static async Task Replace(ChaosRun run, SiloProcess silo, string after)
    {
        if (!await silo.Ends(Patience)) { run.Wrong($"a silo that was given up did not end, {after}"); }
        silo.Dispose();
        await run.Cluster.StartSilo();
    }
}
