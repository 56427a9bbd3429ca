using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Clearing.Testing;

/// <summary>A PostgreSQL server for tests, by default in a temporary folder on loopback.</summary>
/// <remarks>
/// Started as root, it runs as the user <c>postgres</c>, because PostgreSQL refuses root. Its port
/// stays the same across stops, kills and starts. It flushes to the disk like any other server.
/// </remarks>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly string _folder;
    private readonly string _host;
    private readonly string _settings;

    private PostgresServer(string folder, string host, int port, string settings)
    {
        _folder = folder;
        _host = host;
        Port = port;
        _settings = settings;
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    /// <summary>The port, on 127.0.0.1 unless another place was chosen.</summary>
    public int Port { get; }

    /// <summary>
    /// A connection string for Npgsql, for the database <c>postgres</c> as its owner.
    /// </summary>
    public string ConnectionString =>
        $"Host={_host};Port={Port};Username=clearing;Database=postgres;Include Error Detail=true";

    /// <summary>The server's log.</summary>
    public string Log => File.ReadAllText(Path.Combine(_folder, "log"));

    /// <summary>Creates a cluster and starts it.</summary>
    /// <param name="settings">
    /// Settings as <c>name=value</c>, for example <c>max_connections=300</c>.
    /// </param>
    /// <exception cref="InvalidOperationException">
    /// PostgreSQL is missing or did not start.
    /// </exception>
    public static Task<PostgresServer> Start(params string[] settings) =>
        StartAt(new PostgresPlace(), settings);

    /// <summary>Creates a cluster in a place and starts it.</summary>
    /// <param name="place">The place of its files, and its address.</param>
    /// <param name="settings">Settings as <c>name=value</c>.</param>
    /// <exception cref="InvalidOperationException">
    /// PostgreSQL is missing or did not start.
    /// </exception>
    public static async Task<PostgresServer> StartAt(PostgresPlace place, params string[] settings)
    {
        ArgumentNullException.ThrowIfNull(place);
        var port = FreePort();
        var folder = Directory.CreateDirectory(
            Path.Combine(place.Parent, $"clearing-postgres-{Guid.NewGuid():N}")).FullName;
        var all = string.Concat(settings.Select(s => $" -c {s}"));
        var server = new PostgresServer(folder, place.Address, port, all);
        try
        {
            if (Environment.IsPrivilegedProcess)
            {
                await server.Run("chown", "postgres", folder);
            }
            await server.Postgres(
                "initdb", "-D", server.Cluster, "-U", "clearing", "-A", "trust",
                "-E", "UTF8", "--locale=C", "--no-sync");
            if (place.Admits is { } network)
            {
                await File.AppendAllTextAsync(
                    Path.Combine(server.Cluster, "pg_hba.conf"), $"host all all {network} trust\n");
            }
            await server.Start();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the server after a stop or a kill, and waits until it answers.</summary>
    public Task Start() => Postgres(
        "pg_ctl", "start", "-w", "-t", "60", "-D", Cluster, "-l", Path.Combine(_folder, "log"),
        "-o", $"-p {Port} -c listen_addresses={_host} -k {_folder}{_settings}");

    /// <summary>Stops the server as an operator does: sessions end, commits are kept.</summary>
    public Task Stop() => Postgres("pg_ctl", "stop", "-w", "-m", "fast", "-D", Cluster);

    /// <summary>Kills all its processes at once with signal 9.</summary>
    public async Task Kill()
    {
        foreach (var part in await Signal("-KILL"))
        {
            await Ended(part);
        }
    }

    /// <summary>Suspends all its processes until <see cref="Thaw"/>.</summary>
    public Task Freeze() => Signal("-STOP");

    /// <summary>Resumes its processes.</summary>
    public Task Thaw() => Signal("-CONT");

    private async Task<List<int>> Signal(string signal)
    {
        var parts = Parts();
        await Run("kill", [signal, .. parts.Select(p => p.ToString(CultureInfo.InvariantCulture))]);
        return parts;
    }

    /// <summary>Stops the server and removes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        if (IsRunning)
        {
            await Postgres("pg_ctl", "stop", "-w", "-m", "immediate", "-D", Cluster);
        }
        Directory.Delete(_folder, recursive: true);
    }

    private string Cluster => Path.Combine(_folder, "cluster");

    private string PidFile => Path.Combine(Cluster, "postmaster.pid");

    /// <summary>True while its main process runs.</summary>
    public bool IsRunning => File.Exists(PidFile) && Directory.Exists($"/proc/{Postmaster()}");

    private int Postmaster() =>
        int.Parse(File.ReadLines(PidFile).First(), CultureInfo.InvariantCulture);

    private void OnExit(object? sender, EventArgs e)
    {
        if (IsRunning)
        {
            Process.Start("kill", ["-9", $"{Postmaster()}"])?.WaitForExit();
        }
    }

    // The postmaster comes first, then its children, which cannot start others.
    private List<int> Parts()
    {
        var postmaster = Postmaster();
        var children = File.ReadAllText($"/proc/{postmaster}/task/{postmaster}/children");
        return [postmaster, .. children
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(c => int.Parse(c, CultureInfo.InvariantCulture))];
    }

    private static async Task Ended(int part)
    {
        try
        {
            using var ended = Process.GetProcessById(part);
            await ended.WaitForExitAsync();
        }
        catch (ArgumentException)
        {
            // The process is already gone.
        }
    }

    private Task Postgres(string program, params string[] arguments)
    {
        var path = Path.Combine(
            PostgresBinaries.Folder
                ?? throw new InvalidOperationException(PostgresBinaries.Missing),
            program);
        return Environment.IsPrivilegedProcess
            ? Run("runuser", ["-u", "postgres", "--", path, .. arguments])
            : Run(path, arguments);
    }

    // Output goes to a file, because a server that inherits a pipe would keep it open.
    private async Task Run(string program, params string[] arguments)
    {
        var output = Path.Combine(_folder, "output");
        string[] shell = ["-c", "exec \"$@\" >\"$0\" 2>&1 </dev/null", output, program];
        using var running = Process.Start(new ProcessStartInfo("sh", [.. shell, .. arguments])
        {
            WorkingDirectory = _folder,
        }) ?? throw new InvalidOperationException($"{program} did not start.");
        await running.WaitForExitAsync();
        if (running.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)}: {await File.ReadAllTextAsync(output)}");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
