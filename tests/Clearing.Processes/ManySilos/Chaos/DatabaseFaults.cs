using System.Diagnostics;
using Npgsql;

namespace Clearing.Processes.ManySilos.Chaos;

/// <summary>The faults of PostgreSQL.</summary>
internal static class DatabaseFaults
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Terminating = TimeSpan.FromSeconds(30);

    internal static async Task Killed(ChaosRun run)
    {
        await run.Flows();
        await run.Cluster.Postgres.Kill();
        await run.Cluster.Postgres.Start();
        await run.Resumes("PostgreSQL killed, restarted at once");
    }

    internal static async Task Away(ChaosRun run)
    {
        await run.Flows();
        await run.Cluster.Postgres.Kill();
        await run.Silences("PostgreSQL away", Long);
        await run.Cluster.Postgres.Start();
        await run.Resumes($"PostgreSQL killed, away {Long.TotalSeconds} s: after that");
    }

    internal static async Task Frozen(ChaosRun run)
    {
        await run.Flows();
        await run.Cluster.Postgres.Freeze();
        await run.Silences("PostgreSQL frozen", Long);
        await run.Cluster.Postgres.Thaw();
        await run.Resumes($"PostgreSQL frozen for {Long.TotalSeconds} s: after that");
    }

    internal static async Task Terminated(ChaosRun run)
    {
        await run.Flows();
        var since = Stopwatch.GetTimestamp();
        var ended = 0L;
        while (Stopwatch.GetElapsedTime(since) < Terminating)
        {
            ended += await TerminateAll(run.Cluster.Postgres.ConnectionString);
            await Task.Delay(Random.Shared.Next(100, 1_500));
        }
        ProcessCluster.Say($"{ended} connections terminated");
        await run.Resumes($"all connections terminated again and again for {Terminating.TotalSeconds} s");
    }

    internal static async Task DiskFull(ChaosRun run)
    {
        if (run.Volume is not { } volume) { return; }
        await run.Flows();
        volume.Fill();
        await run.Silences("disk full", Long);
        volume.Free();
        if (!run.Cluster.Postgres.IsRunning) { await run.Cluster.Postgres.Start(); }
        await run.Resumes($"disk full for {Long.TotalSeconds} s: after that");
    }

    private static async Task<long> TerminateAll(string connection)
    {
        await using var db = new NpgsqlConnection(connection + ";Pooling=false");
        await db.OpenAsync();
        await using var all = new NpgsqlCommand(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            + "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()", db);
        return (long)(await all.ExecuteScalarAsync())!;
    }
}
