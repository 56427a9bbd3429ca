using Npgsql;

namespace Clearing.Journal;

/// <summary>Reads one stream; its beginning is requested together with those of others.</summary>
/// <remarks>
/// An iterator would need several times the memory and one more thread switch. Each activated
/// grain reads once, and most streams end with the first answer. The result of this task says
/// whether that answer, or what follows it, has an event.
/// </remarks>
/// <param name="reader">Reads what follows the beginning.</param>
/// <param name="stream">The stream.</param>
/// <param name="after">The version before the first event.</param>
/// <param name="reading">Cancels the wait for an event.</param>
/// <param name="enumeration">Cancels it as well.</param>
internal sealed class PostgresReading(
    PostgresJournalReader reader, string stream, long after, CancellationToken reading,
    CancellationToken enumeration)
    : TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously),
        IAsyncEnumerator<StoredEvent>
{
    private List<StoredEvent>? _events;
    private IAsyncEnumerator<StoredEvent>? _rest;
    private int _place = -1;
    private bool _cutShort;

    public string Stream => stream;

    public long After => after;

    /// <summary>True until the first row arrives.</summary>
    public bool IsUnseen => _events is null && !_cutShort;

    public StoredEvent Current => _rest is null ? _events![_place] : _rest.Current;

    private int Count => _events?.Count ?? 0;

    // True if the answer has the whole stream, as of the beginning of the query.
    private bool IsAll => !_cutShort && Count < PostgresGroupReader.MaxEvents;

    public ValueTask<bool> MoveNextAsync()
    {
        reading.ThrowIfCancellationRequested();
        enumeration.ThrowIfCancellationRequested();
        if (_rest is not null) { return _rest.MoveNextAsync(); }
        if (++_place == 0)
        {
            reader.Beginnings.Ask(this);
            return new(Task.WaitAsync(reading).WaitAsync(enumeration));
        }
        if (_place < Count) { return new(true); }
        return IsAll ? new(false) : Rest();
    }

    /// <summary>Adds a row of the answer.</summary>
    public void See(NpgsqlDataReader row)
    {
        // Rows after a payload that was left out are skipped as well, so that there are no gaps.
        _cutShort |= row.IsDBNull(5);
        if (_cutShort) { return; }
        (_events ??= new(1)).Add(new(
            row.GetInt64(1),
            row.GetString(2),
            row.GetFieldValue<byte[]>(5),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)),
            row.IsDBNull(6) ? default(ReadOnlyMemory<byte>) : row.GetFieldValue<byte[]>(6)));
    }

    /// <summary>Ends the answer: it has no more rows.</summary>
    public void Succeed()
    {
        if (Count > 0 || IsAll) { TrySetResult(Count > 0); } else { _ = GoOn(); }
    }

    // If the reader leaves before the answer arrives, whoever delivers the answer cleans up.
    public ValueTask DisposeAsync() =>
        TrySetCanceled() || _rest is null ? default : _rest.DisposeAsync();

    private ValueTask<bool> Rest()
    {
        _rest = reader.Rest(stream, after + Count, reading).GetAsyncEnumerator(enumeration);
        return _rest.MoveNextAsync();
    }

    private async Task GoOn()
    {
        try
        {
            var found = await Rest().ConfigureAwait(false);
            if (!TrySetResult(found)) { await _rest!.DisposeAsync().ConfigureAwait(false); }
        }
        catch (Exception failure)
        {
            TrySetException(failure);
        }
    }
}
