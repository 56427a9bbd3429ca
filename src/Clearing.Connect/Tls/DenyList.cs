using System.Collections.Frozen;

namespace Clearing.Connect;

/// <summary>The serial numbers of revoked certificates, reloaded at most once a minute.</summary>
/// <param name="path">A file with one hex serial number per line; null for no list.</param>
/// <param name="clock">Measures the time since the last reading.</param>
internal sealed class DenyList(string? path, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private FrozenSet<string> _serials = FrozenSet<string>.Empty;
    private long? _readAt;

    /// <summary>The serial numbers in upper case, at most a minute old.</summary>
    /// <remarks>If the file becomes unreadable, the last list read remains in force.</remarks>
    public IReadOnlySet<string> Current()
    {
        if (path is null) { return _serials; }
        lock (_gate)
        {
            if (_readAt is { } at && clock.GetElapsedTime(at) < Fresh) { return _serials; }
            try
            {
                _serials = File.ReadLines(path)
                    .Select(line => line.Trim().ToUpperInvariant())
                    .Where(line => line.Length > 0)
                    .ToFrozenSet(StringComparer.Ordinal);
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                if (_readAt is null) { throw; }
            }
            _readAt = clock.GetTimestamp();
            return _serials;
        }
    }
}
