using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Clearing.Sealing;

namespace Clearing.Journal;

/// <summary>
/// The limits of an append. Anything beyond them is refused before it is queued.
/// </summary>
/// <remarks>
/// One bad append must not fail the batch that it would share, so everything that some store
/// refuses, such as a NUL in a PostgreSQL text, is refused here.
/// </remarks>
public static class JournalLimits
{
    /// <summary>The maximum length of a stream name, in UTF-16 characters.</summary>
    public const int StreamLength = 400;

    /// <summary>The maximum length of an event type, in UTF-16 characters.</summary>
    public const int TypeLength = 60;

    /// <summary>The maximum payload of one append, in bytes: 256 MiB.</summary>
    public const long AppendBytes = 256L << 20;

    /// <summary>The highest version that an append can expect: 2^53.</summary>
    public const long LastVersion = 1L << 53;

    /// <summary>Checks an append and returns the total size of its payloads in bytes.</summary>
    /// <exception cref="ArgumentException">
    /// The append is outside the limits; the message says why.
    /// </exception>
    internal static long Check(
        string stream, long expectedVersion, IReadOnlyList<NewEvent> events)
    {
        CheckText(stream, StreamLength, "A stream name", nameof(stream));
        ArgumentOutOfRangeException.ThrowIfNegative(expectedVersion);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(expectedVersion, LastVersion);
        ArgumentNullException.ThrowIfNull(events);
        ArgumentOutOfRangeException.ThrowIfZero(events.Count);
        var bytes = 0L;
        for (var i = 0; i < events.Count; i++)
        {
            CheckText(events[i].Type, TypeLength, "An event type", nameof(events));
            CheckPayload(events[i].Payload.Span);
            CheckLink(events[i].Link);
            bytes += events[i].Payload.Length;
        }
        return bytes <= AppendBytes
            ? bytes
            : throw new ArgumentException(
                $"The payloads of an append are {bytes} bytes, more than {AppendBytes}.",
                nameof(events));
    }

    /// <summary>
    /// True if a stream can have this name. Reading a stream with another name finds nothing.
    /// </summary>
    internal static bool CanBeName(string text) =>
        text.Length is > 0 and <= StreamLength && IsText(text);

    /// <summary>True if a text has neither NUL nor lone surrogates.</summary>
    internal static bool IsText(string text) =>
        !text.Contains('\0', StringComparison.Ordinal) && IsWellFormed(text);

    private static void CheckText(string text, int longest, string what, string name)
    {
        ArgumentNullException.ThrowIfNull(text, name);
        if (text.Length is 0 || text.Length > longest)
        {
            throw new ArgumentException(
                $"{what} has 1 to {longest} characters, not {text.Length}.", name);
        }
        if (!IsText(text))
        {
            throw new ArgumentException($"{what} has no NUL and no lone surrogate.", name);
        }
    }

    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out var length) != OperationStatus.Done)
            {
                return false;
            }
            text = text[length..];
        }
        return true;
    }

    private static void CheckLink(ReadOnlyMemory<byte> link)
    {
        if (!link.IsEmpty && link.Length != ChainLink.Bytes)
        {
            throw new ArgumentException(
                $"A link has {ChainLink.Bytes} bytes, not {link.Length}.", "events");
        }
    }

    private static void CheckPayload(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty || payload.Contains((byte)0) || !Utf8.IsValid(payload))
        {
            throw new ArgumentException(
                "A payload is JSON text in UTF-8: not empty, well formed and without NUL.",
                "events");
        }
    }
}
