using System.Security.Cryptography;

namespace Clearing.Processes.ManySilos;

/// <summary>The key by which the silos of a run recognize each other's calls.</summary>
internal static class SiloKeyFile
{
    /// <summary>Writes a new key file, readable only by its owner.</summary>
    /// <param name="folder">The folder of the file.</param>
    internal static string In(string folder)
    {
        var path = Path.Combine(folder, "silos.key");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using var file = new StreamWriter(path, options);
        file.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        return path;
    }
}
