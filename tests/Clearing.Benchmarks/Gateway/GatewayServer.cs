using System.Diagnostics;
using Clearing.Hosting;
using Clearing.Journal;

namespace Clearing.Benchmarks;

/// <summary>A server as operators run it: Kestrel and grains in a process of its own.</summary>
public sealed class GatewayServer : IDisposable
{
    private const string Listening = "Now listening on: ";
    private readonly Process _process;

    private GatewayServer(Process process, Uri address) =>
        (_process, Address) = (process, address);

    /// <summary>Where it listens, on this machine.</summary>
    public Uri Address { get; }

    /// <summary>Starts one over a journal and waits until it listens.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="settings">Further settings, as on the command line.</param>
    /// <exception cref="InvalidOperationException">It ended instead.</exception>
    public static async Task<GatewayServer> Start(JournalOptions journal, params string[] settings)
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "clearing-silo.dll"), "--no-auth",
                "--unsealed", "--urls", "http://127.0.0.1:0", "--Journal:Provider", $"{journal.Provider}",
                $"--{QuotaSettings.Section}:{nameof(QuotaSettings.OpenBids)}", "1000000",
                .. journal.Path is { } path ? ["--Journal:Path", path] : Array.Empty<string>(),
                .. journal.ConnectionString is { } database
                    ? ["--Journal:ConnectionString", database, "--Journal:Schema", journal.Schema]
                    : Array.Empty<string>(),
                .. settings,
            ])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        // The benchmark has the collector of a server; this one has the server's own settings.
        start.Environment.Remove("ASPNETCORE_URLS");
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.Contains(Listening, StringComparison.Ordinal)) { continue; }
            // What it says later must not fill the pipe.
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            return new GatewayServer(process, new Uri(line.Split(Listening)[1]));
        }
        process.Dispose();
        throw new InvalidOperationException("The server does not come up.");
    }

    /// <summary>The bytes of memory that it has resident.</summary>
    public long Resident()
    {
        _process.Refresh();
        return _process.WorkingSet64;
    }

    /// <summary>The processor time it has used.</summary>
    public TimeSpan Used()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
