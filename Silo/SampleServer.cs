using System.Diagnostics;
using Clearing.Hosting;
using Clearing.SampleMarkets;
using Clearing.Settings;

namespace Clearing.Silo;

/// <summary>
/// A server for a first look: a fresh temporary database, filled with sample markets and deleted
/// at the end.
/// </summary>
internal sealed class SampleServer : IDisposable
{
    /// <summary>The word that asks for it.</summary>
    internal const string Switch = "--sample";

    private string? _folder;

    /// <summary>True if the command line asks for the sample.</summary>
    public static bool IsAsked(string[] args) => args.Contains(Switch, StringComparer.Ordinal);

    /// <summary>The command line of a server with a new temporary database.</summary>
    /// <exception cref="WrongSettingException">
    /// The command line names a journal, which would be filled with samples.
    /// </exception>
    public string[] Arguments(string[] args)
    {
        if (Array.Exists(
            args, text => text.StartsWith("--Journal:", StringComparison.OrdinalIgnoreCase)))
        {
            throw new WrongSettingException(
                $"{Switch} makes a new temporary database and cannot be combined with --Journal settings.");
        }
        _folder = Directory.CreateTempSubdirectory("clearing-sample-").FullName;
        var path = Path.Combine(_folder, "sample.db");
        return [.. args.Where(text => text != Switch), "--Journal:Provider", "Sqlite", "--Journal:Path", path];
    }

    /// <summary>Deletes the database, once the server is disposed.</summary>
    public void Dispose()
    {
        if (_folder is not null) { Directory.Delete(_folder, recursive: true); }
    }

    /// <summary>Fills the server's cluster and prints its address.</summary>
    public static async Task Fill(WebApplication server)
    {
        var watch = Stopwatch.StartNew();
        await new SampleWorld(
            server.Services.GetRequiredService<IGrainFactory>(), TimeProvider.System).Fill();
        Console.WriteLine(
            $"The sample is ready after {watch.Elapsed.TotalSeconds:0.0} s: {server.Urls.First()}");
    }
}
