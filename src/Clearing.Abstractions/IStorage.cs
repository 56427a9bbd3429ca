// A from-scratch declaration of the part of the Orleans API that this project uses.
// It is not Microsoft Orleans and holds no logic.
namespace Orleans.Core;

/// <summary>A row of grain storage.</summary>
public interface IStorage
{
    /// <summary>Changes with each write; null if there is no row.</summary>
    string? Etag { get; }

    /// <summary>True if there is a row.</summary>
    bool RecordExists { get; }

    /// <summary>Deletes the row and sets the state to its default.</summary>
    /// <exception cref="Storage.InconsistentStateException">Someone else wrote it.</exception>
    Task ClearStateAsync();

    /// <summary>Writes the state.</summary>
    /// <exception cref="Storage.InconsistentStateException">Someone else wrote it.</exception>
    Task WriteStateAsync();

    /// <summary>Reads the state again; what was not written is lost.</summary>
    Task ReadStateAsync();
}

/// <summary>A row of grain storage with its state.</summary>
/// <typeparam name="TState">The state.</typeparam>
public interface IStorage<TState> : IStorage
{
    /// <summary>The state in memory; durable only when written.</summary>
    TState State { get; set; }
}
