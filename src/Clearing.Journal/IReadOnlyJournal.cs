namespace Clearing.Journal;

/// <summary>An open journal that is only read; dispose it to close it.</summary>
public interface IReadOnlyJournal : IJournalReader, IAsyncDisposable;
