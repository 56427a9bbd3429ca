namespace Clearing.Smoke.Tests.Crash;

/// <summary>A temporary folder with a database, and servers on it.</summary>
internal sealed class Place : IDisposable
{
    private readonly List<IDisposable> _used = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("clearing-server").FullName;

    public string Url { get; } = ServerProcess.FreeUrl();

    public string Database => Path.Combine(Folder, "clearing.db");

    /// <summary>Starts a server and waits until it answers.</summary>
    public async Task<(ServerProcess Server, Gate Gate)> Serve(string? database = null)
    {
        var server = Keep(ServerProcess.Start(Url, database ?? Database));
        var gate = Keep(new Gate(Url));
        await server.WaitUntilUp(gate);
        return (server, gate);
    }

    /// <summary>Starts a server that must not come up.</summary>
    /// <returns>Its exit code and all that it said.</returns>
    public async Task<(int ExitCode, string Said)> Refused(
        string database, string? url = null, params string[] settings)
    {
        var server = Keep(
            ServerProcess.Start(url ?? ServerProcess.FreeUrl(), database, settings));
        var exitCode = await server.ExitCode();
        return (exitCode, server.Said);
    }

    public static Command Bid(string id, long volume = 5, string seller = "s") => new(
        Kind.Bid, Markets.All[0], seller, id, Fee: 1_000_000, Volume: volume, Least: 0);

    public static Command Open => new(Kind.Open, Markets.All[0], "", "");

    public T Keep<T>(T used)
        where T : IDisposable
    {
        _used.Add(used);
        return used;
    }

    public void Dispose()
    {
        _used.Reverse();
        _used.ForEach(used => used.Dispose());
        Directory.Delete(Folder, recursive: true);
    }
}
