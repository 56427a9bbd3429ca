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

    // A connection string may have a password, and comes with a provider.
    private static readonly string[] Places = ["Path", "Provider", "Schema"];

    private string? _folder;

    /// <summary>True if the command line asks for the sample.</summary>
    public static bool IsAsked(string[] args) => args.Contains(Switch, StringComparer.Ordinal);

    /// <summary>The command line of a server with a new temporary database.</summary>
    /// <exception cref="WrongSettingException">
    /// A setting names a journal, wherever it was set; it would not be filled with samples.
    /// </exception>
    public string[] Arguments(string[] args)
    {
        string[] others = [.. args.Where(text => text != Switch)];
        var journal = WebApplication.CreateBuilder(others).Configuration.GetSection("Journal");
        if (Array.Find(Places, name => journal[name] is not null) is { } named)
        {
            throw new WrongSettingException(
                $"{Switch} makes a new temporary database and cannot be combined with Journal:{named}, "
                + $"which is '{journal[named]}'. Leave one of them out.");
        }
        _folder = Directory.CreateTempSubdirectory("clearing-sample-").FullName;
        var path = Path.Combine(_folder, "sample.db");
        return [.. others, "--Journal:Provider", "Sqlite", "--Journal:Path", path];
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
