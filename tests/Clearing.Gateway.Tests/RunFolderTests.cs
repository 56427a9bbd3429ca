using System.Diagnostics;

namespace Clearing.Gateway.Tests;

/// <summary>Where a server that <c>dotnet run</c> starts keeps its files.</summary>
public sealed class RunFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clearing-run-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_database_is_in_the_folder_where_the_command_was_given()
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            ["run", "--no-build", "-c", Configuration, "--project", Project, "--", "schema"])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What this machine sets for a server is not asked here.
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToArray()) { start.Environment.Remove(name); }
        using var run = Process.Start(start)!;
        var said = run.StandardOutput.ReadToEndAsync();
        var wrong = await run.StandardError.ReadToEndAsync();
        await run.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));

        Assert.True(run.ExitCode == 0, await said + wrong);
        Assert.True(File.Exists(Path.Combine(_folder, "clearing.db")), await said);
    }

    private static bool IsSetting(string name) => name == FewSeries.Variable
        || name.StartsWith("Journal__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Cluster__", StringComparison.OrdinalIgnoreCase);

    // The folder of a build is named after its configuration.
    private static string Configuration =>
        Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    private static string Project
    {
        get
        {
            var at = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(at.FullName, "Silo", "Silo.csproj"))) { at = at.Parent!; }
            return Path.Combine(at.FullName, "Silo");
        }
    }
}
