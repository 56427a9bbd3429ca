using System.Security.Cryptography;

namespace Clearing.Hosting;

/// <summary>
/// The key that only silos hold, and the previous one while it is being replaced.
/// </summary>
internal sealed class SiloKeys
{
    private const int KeyBytes = 32;
    private readonly byte[][] _newestFirst;

    private SiloKeys(byte[][] newestFirst) => _newestFirst = newestFirst;

    /// <summary>The key that makes proofs.</summary>
    public ReadOnlySpan<byte> Newest => _newestFirst[0];

    /// <summary>Creates a key that only this process knows.</summary>
    public static SiloKeys Random() => new([RandomNumberGenerator.GetBytes(KeyBytes)]);

    /// <summary>
    /// Reads a key file. Each line holds 32 bytes in base64; the last line makes proofs and the
    /// last two accept them.
    /// </summary>
    /// <param name="path">The file; only its owner may read it.</param>
    /// <exception cref="WrongSettingException">The file cannot be read or is malformed.</exception>
    public static SiloKeys Read(string path)
    {
        try
        {
            RefuseShared(path);
            byte[][] keys = [.. File.ReadLines(path).Where(line => line.Trim().Length > 0)
                .Select(line => Convert.FromBase64String(line.Trim())).TakeLast(2).Reverse()];
            if (keys.Length > 0 && keys.All(key => key.Length == KeyBytes)) { return new(keys); }
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new WrongSettingException(
                $"Cluster:SiloKeyFile '{path}' cannot be read: {wrong.Message}", wrong);
        }
        catch (FormatException)
        {
            // The error is raised below, so that the content of the file is not shown.
        }
        throw new WrongSettingException(
            $"Cluster:SiloKeyFile '{path}' must hold lines of {KeyBytes} bytes in base64.");
    }

    /// <summary>True if the newest or the previous key made the proof for this call.</summary>
    public bool Accept(
        byte[] proof, string clusterId, string target, string contract, string method)
    {
        foreach (var key in _newestFirst)
        {
            var expected = SiloCallProof.Make(key, clusterId, target, contract, method);
            if (CryptographicOperations.FixedTimeEquals(expected, proof)) { return true; }
        }
        return false;
    }

    private static void RefuseShared(string path)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(path)) { return; }
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        if ((File.GetUnixFileMode(path) & Others) != 0)
        {
            throw new WrongSettingException(
                $"Cluster:SiloKeyFile '{path}' can be read by others; chmod 600 it.");
        }
    }
}
