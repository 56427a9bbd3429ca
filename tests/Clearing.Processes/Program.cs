using Clearing.Benchmarks;
using Clearing.Processes.Crash;
using Clearing.Processes.ManySilos;
using Clearing.Processes.ManySilos.Chaos;
using Clearing.Processes.ManySilos.Regions;

switch (args)
{
    // The crash run starts its client processes with this verb.
    case ["load", .. var load]:
        return await LoadClient.Run(load);

    case ["crash", .. var crash] when CrashOptions.Parse(crash) is { } options:
        var report = await CrashRun.Run(options);
        Console.Out.WriteLine(report);
        return report.Violations.Count == 0 ? 0 : 1;

    case ["silos", var scripts] when Directory.Exists(scripts):
        return await KillSilos(scripts, 3);

    case ["silos", var scripts, var text] when Directory.Exists(scripts)
        && int.TryParse(text, out var kills):
        return await KillSilos(scripts, kills);

    case ["chaos", var scripts, .. var chosen] when Directory.Exists(scripts)
        && ChaosOptions.Parse(chosen) is { } options:
        return await Chaos(scripts, options);

    case ["regions", var scripts, .. var rest] when Directory.Exists(scripts)
        && Settings.Parse(rest) is { } settings:
        return await RegionsRun.Go(scripts, settings);

    default:
        Console.Error.WriteLine(
            """
            usage: crash [--loops N] [--seed N] [--clients N] [--folder PATH]
                   silos SCRIPTS [KILLS]
                   chaos SCRIPTS [--runs N] [FAULT]...
                   regions SCRIPTS [--runs N] [--most N] [--seconds N] [--smoke]
            SCRIPTS is a folder with Orleans' PostgreSQL scripts.
            FAULT is one of frozen, paused, cut, parted, killed, stopped, all, gateway,
            database-killed, database-away, database-frozen, terminated, disk, and big, the kills with
            a market of 100,000 bids; all if none is named.
            """);
        return 2;
}

static async Task<int> Chaos(string scripts, ChaosOptions options)
{
    await using var run = await ChaosRun.Start(scripts);
    return await run.Go(options) ? 0 : 1;
}

static async Task<int> KillSilos(string scripts, int kills)
{
    await using var run = await MultiProcessRun.Start(scripts);
    return await run.Go(kills) ? 0 : 1;
}
