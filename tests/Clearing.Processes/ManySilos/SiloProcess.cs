using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Clearing.Processes.ManySilos;

/// <summary>A process of the product: a silo or a gateway.</summary>
internal sealed class SiloProcess : IDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(3);
    private readonly Process _process;

    private SiloProcess(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    internal int Port { get; }

    internal string Url => $"http://127.0.0.1:{Port}";

    /// <summary>Starts a program of this folder and waits until it is ready.</summary>
    internal static async Task<SiloProcess> Start(string program, string log, params string[] args)
    {
        var port = FreePort();
        var process = Launch(program, log, [.. args, "--urls", $"http://127.0.0.1:{port}"]);
        var started = new SiloProcess(process, port);
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

    /// <summary>Signal 9.</summary>
    internal async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM; completes when the process has ended, with its exit code.</summary>
    internal async Task<int> Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) { _process.Kill(); }
        _process.Dispose();
    }

    private static Process Launch(string program, string log, string[] args)
    {
        var path = Path.Combine(AppContext.BaseDirectory, program + ".dll");
        string[] shell = ["-c", "exec \"$@\" >>\"$0\" 2>&1 </dev/null", log, "dotnet", path];
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
