using System.Collections.Frozen;
using Microsoft.Extensions.Logging;

namespace Clearing.Connect;

/// <summary>The serial numbers of revoked certificates, reloaded at most once a minute.</summary>
/// <param name="path">A file with one hex serial number per line; null for no list.</param>
/// <param name="clock">Measures the time since the last reading.</param>
/// <param name="log">Warns if the list can no longer be read.</param>
internal sealed partial class DenyList(string? path, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private FrozenSet<string> _serials = FrozenSet<string>.Empty;
    private long? _readAt;

    /// <summary>The serial numbers in upper case, at most a minute old.</summary>
    /// <remarks>
    /// If the file becomes unreadable, or has a line that is no serial number, the last list read
    /// remains in force.
    /// </remarks>
    /// <exception cref="ArgumentException">The first reading failed.</exception>
    public IReadOnlySet<string> Current()
    {
        if (path is null) { return _serials; }
        lock (_gate)
        {
            if (_readAt is { } at && clock.GetElapsedTime(at) < Fresh) { return _serials; }
            try
            {
                _serials = Read(path);
            }
            catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException
                or FormatException)
            {
                if (_readAt is null)
                {
                    throw new ArgumentException(
                        $"Cluster:Tls:DenyFile '{path}' cannot be used: {wrong.Message}", wrong);
                }
                NotRead(log, path, wrong.Message);
            }
            _readAt = clock.GetTimestamp();
            return _serials;
        }
    }

    private static FrozenSet<string> Read(string path)
    {
        string[] lines =
        [
            .. File.ReadLines(path).Select(line => line.Trim().ToUpperInvariant())
                .Where(line => line.Length > 0),
        ];
        return Array.Find(lines, line => !line.All(char.IsAsciiHexDigit)) is { } wrong
            ? throw new FormatException(
                $"'{wrong}' is no serial number; write its hex digits, one certificate a line.")
            : lines.ToFrozenSet(StringComparer.Ordinal);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The deny list {Path} cannot be used, and what was read before still holds: {Why}")]
    private static partial void NotRead(ILogger log, string path, string why);
}
