using System.Text.RegularExpressions;

namespace Clearing.Sealing;

/// <summary>Wraps data keys by the keys of a file.</summary>
/// <remarks>
/// Each line has an id, a space and 32 bytes in Base64; empty lines and those that begin with
/// <c>#</c> say nothing. The last key wraps, all of them unwrap: a new line is added at the end, all
/// data keys are wrapped anew, and then the old line can go.
/// </remarks>
public sealed partial class KeyFile : IKeyWrapper
{
    private const UnixFileMode NotOwner =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private readonly Dictionary<string, byte[]> _keys;
    private readonly ISecretSource _secrets;

    private KeyFile(Dictionary<string, byte[]> keys, string current, ISecretSource secrets) =>
        (_keys, Current, _secrets) = (keys, current, secrets);

    /// <inheritdoc/>
    public string Current { get; }

    /// <summary>Reads a key file, which nobody but its owner may have access to.</summary>
    /// <param name="path">The file.</param>
    /// <param name="secrets">Where nonces come from.</param>
    /// <exception cref="KeyFileException">
    /// It cannot be read, others may read it, or a line is wrong; the message names the line.
    /// </exception>
    public static KeyFile Read(string path, ISecretSource secrets)
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
        var keys = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        string? current = null;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#') { continue; }
            (current, var key) = ReadLine(path, i + 1, line);
            if (!keys.TryAdd(current, key))
            {
                throw new KeyFileException(path, $"line {i + 1} has the id of an earlier line.");
            }
        }
        return current is null
            ? throw new KeyFileException(path, "it has no line with a key.")
            : new(keys, current, secrets);
    }

    /// <inheritdoc/>
    public ValueTask<byte[]> Wrap(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> bound) =>
        new(WrappingKey.Wrap(_keys[Current], key.Span, bound.Span, _secrets));

    /// <inheritdoc/>
    public ValueTask<byte[]?> Unwrap(
        string kek, ReadOnlyMemory<byte> wrapped, ReadOnlyMemory<byte> bound) =>
        new(_keys.TryGetValue(kek, out var secret)
            ? WrappingKey.Unwrap(secret, wrapped.Span, bound.Span)
            : null);

    private static void CheckMode(string path)
    {
        if (OperatingSystem.IsWindows()) { return; }
        // Of a link, what it points to counts.
        var file = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        if ((File.GetUnixFileMode(file) & NotOwner) != 0)
        {
            throw new KeyFileException(
                path, "others than its owner have access to it; make its mode 0600.");
        }
    }

    // Never a word of the line itself: it may be a key.
    private static (string Id, byte[] Key) ReadLine(string path, int number, string line)
    {
        var parts = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 2)
        {
            throw new KeyFileException(path, $"line {number} is not an id, a space and a key.");
        }
        if (!Id().IsMatch(parts[0]) || parts[0] == StoredKey.Clear)
        {
            throw new KeyFileException(
                path,
                $"the id of line {number} is not 1 to 60 letters, digits and . _ -, "
                + $"or it is '{StoredKey.Clear}'.");
        }
        var key = new byte[DataKey.SecretBytes + 1];
        return Convert.TryFromBase64String(parts[1], key, out var bytes)
            && bytes == DataKey.SecretBytes
                ? (parts[0], key[..DataKey.SecretBytes])
                : throw new KeyFileException(
                    path, $"the key of line {number} is not {DataKey.SecretBytes} bytes in Base64.");
    }

    [GeneratedRegex("^[A-Za-z0-9._-]{1,60}$")]
    private static partial Regex Id();
}
