using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Clearing.Processes.ManySilos.Network;

namespace Clearing.Processes.ManySilos;

/// <summary>A process of the product: a silo or a gateway.</summary>
internal sealed class SiloProcess : IDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(3);
    private readonly Process _process;

    private SiloProcess(Process process, int port, NetworkPlace? place)
    {
        _process = process;
        Port = port;
        Place = place;
    }

    internal int Port { get; }

    /// <summary>The place of the process; null for loopback.</summary>
    internal NetworkPlace? Place { get; }

    internal string Url => $"http://{Place?.Address ?? "127.0.0.1"}:{Port}";

    internal bool HasExited => _process.HasExited;

    /// <summary>Starts a program of this folder and waits until it is ready.</summary>
    internal static Task<SiloProcess> Start(string program, string log, params string[] args) =>
        StartAt(null, program, log, args);

    /// <summary>Starts a program in a place and waits until it is ready.</summary>
    /// <param name="place">The place; null for the loopback.</param>
    /// <param name="program">The program's name.</param>
    /// <param name="log">The file that its output is added to.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="port">The port for HTTP; 0 for a free one.</param>
    internal static async Task<SiloProcess> StartAt(
        NetworkPlace? place, string program, string log, string[] args, int port = 0)
    {
        if (port == 0) { port = FreePort(); }
        var url = $"http://{place?.Address ?? "127.0.0.1"}:{port}";
        var process = Launch(program, log, [.. args, "--urls", url], place);
        var started = new SiloProcess(process, port, place);
        var since = Stopwatch.GetTimestamp();
        while (!await started.IsReady())
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(since) > StartTimeout)
            {
                throw new InvalidOperationException($"{program} does not get ready; see {log}.");
            }
            await Task.Delay(100);
        }
        return started;
    }

    /// <summary>Runs a program of this folder to its end.</summary>
    internal static async Task Run(string program, string log, params string[] args)
    {
        using var process = Launch(program, log, args);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}; see {log}.");
        }
    }

    /// <summary>Kills the process with signal 9.</summary>
    internal async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Sends SIGTERM, waits for the end, and returns the exit code.</summary>
    internal async Task<int> Stop()
    {
        Signal("-TERM");
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Suspends the process until <see cref="Thaw"/>.</summary>
    internal void Freeze() => Signal("-STOP");

    /// <summary>Resumes the process.</summary>
    internal void Thaw() => Signal("-CONT");

    /// <summary>True if it ended by itself within a time.</summary>
    internal async Task<bool> Ends(TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited) { _process.Kill(); }
        _process.Dispose();
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{_process.Id}"]);
        kill.WaitForExit();
    }

    private static Process Launch(
        string program, string log, string[] args, NetworkPlace? place = null)
    {
        var path = Path.Combine(AppContext.BaseDirectory, program + ".dll");
        string[] inPlace = place is null ? [] : ["ip", "netns", "exec", place.Name];
        string[] shell =
            ["-c", "exec \"$@\" >>\"$0\" 2>&1 </dev/null", log, .. inPlace, "dotnet", path];
        var start = new ProcessStartInfo("sh", [.. shell, .. args])
        {
            WorkingDirectory = Path.GetDirectoryName(log)!,
        };
        start.Environment["DOTNET_gcServer"] = "0";
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }

    private async Task<bool> IsReady()
    {
        try
        {
            using var answer = await Http.GetAsync($"{Url}/health/ready");
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
