using System.Text;
using System.Text.RegularExpressions;

namespace Clearing.Sealing;

/// <summary>Reads the file of the keys that wrap data keys.</summary>
/// <remarks>
/// Each line has an id, a space and 32 bytes in Base64; empty lines and those that begin with
/// <c>#</c> are ignored. The last key wraps and every key unwraps. To replace a key, add a line at
/// the end, wrap all data keys again, and then remove the old line.
/// </remarks>
public static partial class KeyFile
{
    private const UnixFileMode NotOwner =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Reads a key file, which only its owner may access.</summary>
    /// <param name="path">The file.</param>
    /// <param name="secrets">The source of nonces.</param>
    /// <exception cref="KeyFileException">
    /// The file cannot be read, other users have access, or a line is wrong; the message says it.
    /// </exception>
    public static WrappingKeys Read(string path, ISecretSource secrets)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(secrets);
        string[] lines;
        try
        {
            CheckMode(path);
            lines = File.ReadAllLines(path);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new KeyFileException(path, File.Exists(path)
                ? "it cannot be read."
                : "there is no such file.");
        }
        var keys = new List<(string Id, byte[] Key)>();
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#') { continue; }
            var read = ReadLine(path, i + 1, line);
            if (keys.Any(key => key.Id == read.Id))
            {
                throw new KeyFileException(path, $"line {i + 1} has the id of an earlier line.");
            }
            keys.Add(read);
        }
        return keys.Count == 0
            ? throw new KeyFileException(path, "it has no line with a key.")
            : new(keys, secrets);
    }

    /// <summary>True if the text may be a key's id: 1 to 60 letters, digits and . _ -, but not clear.</summary>
    public static bool AllowsId(string id) => Id().IsMatch(id) && id != StoredKey.Clear;

    /// <summary>True if a file has a key of that id; false for a file that is missing or empty.</summary>
    /// <param name="path">The file.</param>
    /// <param name="id">The key's id.</param>
    /// <param name="secrets">The source of nonces.</param>
    /// <exception cref="KeyFileException">The file exists but cannot be used.</exception>
    public static bool Has(string path, string id, ISecretSource secrets) =>
        File.Exists(path) && new FileInfo(path).Length > 0 && Read(path, secrets).Has(id);

    /// <summary>Adds a new key at the end of a file; a missing file is created.</summary>
    /// <param name="path">The file.</param>
    /// <param name="id">The key's id, which must be new to the file.</param>
    /// <param name="secrets">The source of the key.</param>
    /// <exception cref="KeyFileException">
    /// The file exists but cannot be used, or the id is malformed or taken.
    /// </exception>
    public static void Add(string path, string id, ISecretSource secrets)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(secrets);
        if (!AllowsId(id))
        {
            throw new KeyFileException(path, IdRule("the new id"));
        }
        if (Has(path, id, secrets))
        {
            throw new KeyFileException(path, $"it has a line '{id}' already.");
        }
        var lines = File.Exists(path) ? File.ReadAllText(path) : "";
        var key = new byte[DataKey.SecretBytes];
        secrets.Fill(key);
        var end = lines.Length == 0 || lines.EndsWith('\n') ? "" : "\n";
        Write(path, $"{lines}{end}{id} {Convert.ToBase64String(key)}\n");
    }

    // The text is written beside the file and then moved, so that the file is never incomplete. A link
    // stays one, and what is left of an interrupted command is not written to: others may read it.
    private static void Write(string path, string text)
    {
        try
        {
            var target = Target(path);
            var next = target + ".new";
            var options =
                new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }
            File.Delete(next);
            try
            {
                using (var file = new FileStream(next, options))
                {
                    file.Write(Encoding.UTF8.GetBytes(text));
                    file.Flush(flushToDisk: true);
                }
                File.Move(next, target, overwrite: true);
            }
            catch
            {
                File.Delete(next);
                throw;
            }
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new KeyFileException(path, "it cannot be written.");
        }
    }

    private static string Target(string path) => new FileInfo(path) is { LinkTarget: not null } link
        ? link.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path
        : path;

    private static string IdRule(string what) =>
        $"{what} is not 1 to 60 letters, digits and . _ -, or it is '{StoredKey.Clear}'.";

    private static void CheckMode(string path)
    {
        if (OperatingSystem.IsWindows()) { return; }
        // The mode of a link's target is the one that matters.
        if ((File.GetUnixFileMode(Target(path)) & NotOwner) != 0)
        {
            throw new KeyFileException(
                path, "others than its owner have access to it; make its mode 0600.");
        }
    }

    // Errors never quote the line, because it may contain a key.
    private static (string Id, byte[] Key) ReadLine(string path, int number, string line)
    {
        var parts = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 2)
        {
            throw new KeyFileException(path, $"line {number} is not an id, a space and a key.");
        }
        if (!Id().IsMatch(parts[0]) || parts[0] == StoredKey.Clear)
        {
            throw new KeyFileException(path, IdRule($"the id of line {number}"));
        }
        var key = new byte[DataKey.SecretBytes + 1];
        return Convert.TryFromBase64String(parts[1], key, out var bytes)
            && bytes == DataKey.SecretBytes
                ? (parts[0], key[..DataKey.SecretBytes])
                : throw new KeyFileException(
                    path,
                    $"the key of line {number} is not {DataKey.SecretBytes} bytes in Base64.");
    }

    [GeneratedRegex("^[A-Za-z0-9._-]{1,60}$")]
    private static partial Regex Id();
}
