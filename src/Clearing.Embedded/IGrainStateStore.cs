namespace Clearing.Embedded;

/// <summary>Rows of grain state, written only by those who have seen the latest.</summary>
public interface IGrainStateStore
{
    /// <summary>A row; null if there is none.</summary>
    Task<StoredState?> Read(StateKey key);

    /// <summary>Writes a row. Durable when it returns.</summary>
    /// <param name="key">Which row.</param>
    /// <param name="payload">JSON.</param>
    /// <param name="etag">What the writer has seen; 0 if no row.</param>
    /// <returns>The row's new etag, one more than the old.</returns>
    /// <exception cref="Orleans.Storage.InconsistentStateException">The row is another.</exception>
    Task<long> Write(StateKey key, string payload, long etag);

    /// <summary>Deletes a row; nothing happens if there is none.</summary>
    /// <param name="key">Which row.</param>
    /// <param name="etag">What the writer has seen.</param>
    /// <exception cref="Orleans.Storage.InconsistentStateException">The row is another.</exception>
    Task Clear(StateKey key, long etag);
}

/// <summary>Which row of grain state.</summary>
/// <param name="Grain">The grain's type.</param>
/// <param name="Key">The grain's key.</param>
/// <param name="Name">The state's name.</param>
public readonly record struct StateKey(string Grain, string Key, string Name);

/// <summary>A row of grain state.</summary>
/// <param name="Payload">JSON.</param>
/// <param name="Etag">1 at the first write, one more at each later one.</param>
public sealed record StoredState(string Payload, long Etag);
