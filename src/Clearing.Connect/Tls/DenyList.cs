using System.Collections.Frozen;

namespace Clearing.Connect;

/// <summary>Serial numbers of certificates that were revoked, read again every minute.</summary>
/// <param name="path">One serial number, hex, a line; null for no list.</param>
/// <param name="clock">Says when a minute is over.</param>
internal sealed class DenyList(string? path, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private FrozenSet<string> _serials = FrozenSet<string>.Empty;
    private long? _readAt;

    /// <summary>The list as it is now or was up to a minute ago.</summary>
    /// <remarks>If the file cannot be read any more, what was read last still holds.</remarks>
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
