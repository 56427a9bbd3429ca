using System.Diagnostics;

namespace Clearing.Smoke.Tests.Crash;

/// <summary>A file system in memory that is soon full.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    /// <summary>The reason why there is none; null if there can be one.</summary>
    public static string? SkipReason { get; } = Probe();

    /// <summary>Mounts one of some MiB on a folder.</summary>
    public static SmallDisk Mount(string folder, int mebibytes) =>
        Run("mount", "-t", "tmpfs", "-o", $"size={mebibytes}m", "tmpfs", folder)
            ? new(folder)
            : throw new InvalidOperationException("The small disk cannot be mounted.");

    public void Dispose() => Run("umount", "--lazy", _folder);

    private static string? Probe()
    {
        const string Why = "mounting a small file system needs root on Linux";
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root") { return Why; }
        var folder = Directory.CreateTempSubdirectory("clearing-probe").FullName;
        try
        {
            using var disk = Mount(folder, 1);
            return null;
        }
        catch (InvalidOperationException)
        {
            return Why;
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    private static bool Run(string program, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args)
        {
            RedirectStandardError = true,
        })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
