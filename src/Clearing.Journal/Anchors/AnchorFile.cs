using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Clearing.Journal;

/// <summary>Keeps anchors in an append-only file, one JSON text per line.</summary>
/// <remarks>
/// A line is an anchor once its line feed is there. A last line without one was cut off by a crash or a
/// full disk: readers ignore it, and the next anchor takes its place.
/// </remarks>
/// <param name="path">
/// The file, which belongs on another disk than the database. It is created if missing.
/// </param>
public sealed class AnchorFile(string path) : IAnchor
{
    private (long Number, ReadOnlyMemory<byte> Hash)? _last;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">
    /// A line is not an anchor, or does not follow the previous one.
    /// </exception>
    public Task<(long Number, ReadOnlyMemory<byte> Hash)> Last() =>
        Task.FromResult(_last ??= LastInFile());

    /// <inheritdoc/>
    public async Task Keep(Anchor anchor)
    {
        ArgumentNullException.ThrowIfNull(anchor);
        // If this fails, only the file knows how much of the line it has.
        _last = null;
        CutTornLine();
        var file = PrivateFile.Append(path);
        await using (file.ConfigureAwait(false))
        {
            await file.WriteAsync(Write(anchor)).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }
        _last = (anchor.Number, anchor.Hash());
    }

    /// <summary>
    /// The anchors of a file, oldest first; each is checked to follow the previous one.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">
    /// A line is not an anchor, or does not follow the previous one.
    /// </exception>
    public static IEnumerable<Anchor> Read(string path)
    {
        var (number, before) = (0L, Anchor.None);
        using var file = OpenToRead(path);
        using var lines = new StreamReader(file);
        while (lines.ReadLine() is { } line)
        {
            if (lines.EndOfStream && WholeLines(file.SafeFileHandle, file.Position) < file.Position)
            {
                yield break;
            }
            number++;
            var (anchor, hash) = Parse(line)
                ?? throw new InvalidDataException($"Line {number} of '{path}' is no anchor.");
            if (anchor.Number != number || !anchor.Before.Span.SequenceEqual(before.Span)
                || !anchor.Hash().AsSpan().SequenceEqual(hash))
            {
                throw new InvalidDataException(
                    $"Line {number} of '{path}' does not follow on the one before, or was altered.");
            }
            yield return anchor;
            before = hash;
        }
    }

    private (long Number, ReadOnlyMemory<byte> Hash) LastInFile()
    {
        var last = (Number: 0L, Hash: Anchor.None);
        if (!File.Exists(path)) { return last; }
        foreach (var anchor in Read(path)) { last = (anchor.Number, anchor.Hash()); }
        return last;
    }

    private void CutTornLine()
    {
        if (!File.Exists(path)) { return; }
        long whole;
        using (var file = OpenToRead(path))
        {
            whole = WholeLines(file.SafeFileHandle, file.Length);
            if (whole == file.Length) { return; }
        }
        using var torn = new FileStream(path, FileMode.Open, FileAccess.Write);
        torn.SetLength(whole);
    }

    // A silo may append meanwhile.
    private static FileStream OpenToRead(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

    /// <summary>How many of a file's first bytes are whole lines.</summary>
    private static long WholeLines(SafeFileHandle file, long length)
    {
        var block = new byte[64 * 1024];
        for (var end = length; end > 0;)
        {
            var start = Math.Max(0, end - block.Length);
            var read = RandomAccess.Read(file, block.AsSpan(..(int)(end - start)), start);
            var last = block.AsSpan(..read).LastIndexOf((byte)'\n');
            if (last >= 0) { return start + last + 1; }
            end = start;
        }
        return 0;
    }

    private static byte[] Write(Anchor anchor)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("number", anchor.Number);
            json.WriteString("at", anchor.At);
            json.WriteString("before", Convert.ToHexStringLower(anchor.Before.Span));
            json.WriteString("hash", Convert.ToHexStringLower(anchor.Hash()));
            json.WriteStartArray("heads");
            foreach (var head in anchor.Heads)
            {
                json.WriteStartObject();
                json.WriteString("stream", head.Stream);
                json.WriteNumber("version", head.Version);
                json.WriteString("link", Convert.ToHexStringLower(head.Link.Span));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private static (Anchor Anchor, byte[] Hash)? Parse(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var one = json.RootElement;
            return (new(
                one.GetProperty("number").GetInt64(),
                one.GetProperty("at").GetDateTimeOffset(),
                Bytes(one, "before"),
                [.. one.GetProperty("heads").EnumerateArray().Select(head => new StreamHead(
                    head.GetProperty("stream").GetString()!,
                    head.GetProperty("version").GetInt64(),
                    Bytes(head, "link")))]),
                Bytes(one, "hash"));
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException
            or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static byte[] Bytes(JsonElement of, string name) =>
        Convert.FromHexString(of.GetProperty(name).GetString() ?? "");
}
