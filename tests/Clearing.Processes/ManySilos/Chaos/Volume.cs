using System.Diagnostics;

namespace Clearing.Processes.ManySilos.Chaos;

/// <summary>A small file system in a file, which simulates a disk that can be full.</summary>
internal sealed class Volume : IDisposable
{
    private const int Megabytes = 3_072;
    private readonly string _file;

    private Volume(string file, string folder)
    {
        _file = file;
        Folder = folder;
    }

    /// <summary>The mount point.</summary>
    internal string Folder { get; }

    private string Filler => Path.Combine(Folder, "filler");

    /// <summary>A volume, or null and the reason if this machine does not allow one.</summary>
    internal static (Volume? Volume, string Refusal) Make()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return (null, "a file system of its own needs root on Linux");
        }
        var folder = Directory.CreateTempSubdirectory("clearing-volume-").FullName;
        var volume = new Volume(folder + ".img", folder);
        try
        {
            Run("truncate", "-s", $"{Megabytes}M", volume._file);
            Run("mkfs.ext4", "-q", "-m", "0", volume._file);
            Run("mount", "-o", "loop", volume._file, folder);
            Run("chmod", "755", folder);
            return (volume, "");
        }
        catch (Exception refused) when (
            refused is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            File.Delete(volume._file);
            Directory.Delete(folder);
            return (null, refused.Message);
        }
    }

    /// <summary>Fills the remaining space.</summary>
    internal void Fill()
    {
        using var filler = new FileStream(
            Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1);
        foreach (var size in (int[])[1 << 20, 1 << 12])
        {
            try
            {
                var block = new byte[size];
                while (true) { filler.Write(block); }
            }
            catch (IOException)
            {
                // Less than a block is left.
            }
        }
    }

    /// <summary>Frees the space again.</summary>
    internal void Free() => File.Delete(Filler);

    public void Dispose()
    {
        Run("umount", Folder);
        Directory.Delete(Folder);
        File.Delete(_file);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var running = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = running.StandardError.ReadToEnd();
        running.WaitForExit();
        if (running.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program}: {error.Trim()}");
        }
    }
}
