using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Clearing.Sealing;

namespace Clearing.Processes.Crash;

/// <summary>The server as operators run it: a separate process on one SQLite file.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    private const int SigTerm = 15;
    private readonly Process _process;
    private readonly StringBuilder _said = new();

    private ServerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The server's standard output and error output.</summary>
    public string Said
    {
        get { lock (_said) { return _said.ToString(); } }
    }

    /// <summary>True once it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Starts a server; it may not answer yet.</summary>
    public static ServerProcess Start(string url, string database, params string[] more) =>
        new(Dotnet.Start("clearing-silo.dll", Path.GetTempPath(),
        [
            "--no-auth", "--urls", url, "--Journal:Path", database, .. Sealing(database),
            "--Logging:LogLevel:Default", "Warning", .. more,
        ]));

    // A server that must fail because of its folder needs no keys.
    private static string[] Sealing(string database)
    {
        if (!Directory.Exists(Path.GetDirectoryName(database))) { return ["--unsealed"]; }
        var keys = KeyFileOf(database);
        if (!File.Exists(keys)) { KeyFile.Add(keys, "crash", SystemSecrets.Instance); }
        return ["--Journal:KeyFile", keys];
    }

    /// <summary>The key file of a database.</summary>
    public static string KeyFileOf(string database) => database + ".keys";

    /// <summary>An address on this machine where nothing listens.</summary>
    public static string FreeUrl()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/";
    }

    /// <summary>Waits until it answers.</summary>
    /// <exception cref="InvalidOperationException">It ended, or took more than a minute.</exception>
    public async Task WaitUntilUp(Gate gate)
    {
        for (var began = Stopwatch.StartNew(); !await gate.IsUp();)
        {
            if (_process.HasExited || began.Elapsed > TimeSpan.FromMinutes(1))
            {
                throw new InvalidOperationException($"The server does not come up:\n{Said}");
            }
            await Task.Delay(10);
        }
    }

    /// <summary>Kills the server with SIGKILL.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Stops the server with SIGTERM.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> Stop()
    {
        if (SendSignal(_process.Id, SigTerm) != 0)
        {
            throw new InvalidOperationException("The server cannot be signalled.");
        }
        return await ExitCode();
    }

    /// <summary>Waits for its end.</summary>
    public async Task<int> ExitCode()
    {
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await _process.WaitForExitAsync(late.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) { Kill(); }
        _process.Dispose();
    }

    private void Note(string? line)
    {
        if (line is null) { return; }
        lock (_said)
        {
            if (_said.Length < 1_000_000) { _said.AppendLine(line); }
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
