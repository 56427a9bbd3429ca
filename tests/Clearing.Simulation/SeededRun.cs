namespace Clearing.Simulation;

/// <summary>One run of a seed: grains work under its faults until a quiet end.</summary>
public abstract class SeededRun
{
    private readonly long _seed;
    private readonly Coverage _coverage = new();
    private Cluster? _cluster;

    private protected SeededRun(
        long seed, TextWriter? reader, int pace = 1, Func<Chance, FaultPlan>? plan = null,
        DateTimeOffset? start = null)
    {
        _seed = seed;
        Storage = new Storage(seed);
        // This forks, because neighbouring seeds give the same stream, one step apart.
        Chance = new Chance(unchecked((ulong)seed)).Fork();
        World = new World(Chance, new Trace(reader)) { Pace = pace };
        if (start is { } date) { World.Start = date; }
        Faults = new Faults(Chance, World, _coverage, plan ?? FaultPlan.Draw);
    }

    private protected Chance Chance { get; }

    private protected World World { get; }

    private protected Faults Faults { get; }

    private protected Storage Storage { get; }

    private protected Cluster Cluster => _cluster!;

    /// <summary>The kind of runs as the runner's option names it; empty for the main kind.</summary>
    private protected virtual string Kind => "";

    /// <summary>Runs under the faults, waits, and checks the result.</summary>
    private protected abstract void Live();

    private protected Outcome Go()
    {
        try
        {
            Live();
        }
        catch (Exception failure)
        {
            World.Violations.Add($"The run broke: {failure}");
        }
        return new Outcome(_seed, World.Trace.Hash, World.Turns, _coverage, World.Violations, Kind);
    }

    /// <summary>The first of some seeds that fails, and how; null if none does.</summary>
    private protected static (long Seed, string Violation)? FirstFailure(
        Func<long, Outcome> run, long from, int most)
    {
        for (var seed = from; seed < from + most; seed++)
        {
            if (run(seed).Violations is [var violation, ..]) { return (seed, violation); }
        }
        return null;
    }

    /// <summary>Starts the processes and their faults, and then the clients.</summary>
    private protected void Begin(Action start) => World.Soon(null, () =>
    {
        _cluster = new Cluster(World, Faults, Storage);
        _ = new Chaos(World, Faults, _cluster);
        start();
    });

    /// <summary>Starts everything and waits until one client has done its work.</summary>
    private protected Task LiveThrough(Func<Task> trade, TimeSpan most)
    {
        Task? life = null;
        Begin(() => life = trade());
        var isOver = () => life is { IsCompleted: true };
        if (World.RunUntil(isOver, most)) { return life!; }
        // Only processes that die again and again may hold up a life for longer than any limit.
        if (Faults.Plan.TurnsPerCrash is > 0 and < 1_500)
        {
            World.Soon(null, EndFaults);
            if (World.RunUntil(isOver, most)) { return life!; }
        }
        World.Violations.Add("The market's life does not end.");
        return life!;
    }

    private protected void EndFaults()
    {
        Faults.Stop();
        Cluster.Heal();
    }

    private protected void Expect(Task client)
    {
        if (client.Exception is { } failure) { World.Violations.Add($"A client broke: {failure}"); }
    }

    // A process that is behind may refuse what another one knows to be right.
    private protected async Task Insist<T>(Func<Task<T>> send, T done)
        where T : struct
    {
        for (T? answer = null; !done.Equals(answer);)
        {
            await Insist(async () => answer = await send());
        }
    }

    private protected async Task Insist<T>(Func<Task<T>> send)
    {
        while (true)
        {
            try
            {
                await send();
                return;
            }
            catch (Exception failure) when (GrainLog.IsExpected(failure))
            {
                await World.Delay(Chance.Wait(10, 2_000));
            }
        }
    }
}
