using Clearing.Grains.Events;
using Clearing.Journal;

namespace Clearing.Grains.Audit;

/// <summary>Keeps counts of denied calls in the journal, beside the other silos that do so.</summary>
/// <param name="journal">The journal.</param>
/// <param name="calls">The counts.</param>
public sealed class DeniedRecord(SealedJournal journal, DeniedCalls calls) : IDisposable
{
    private const int MaxTries = 10;
    private SealedStream? _stream;

    /// <summary>Appends what was counted, if anything was.</summary>
    /// <remarks>
    /// What cannot be kept is counted on and kept the next time. An append of unknown outcome may
    /// therefore be counted twice. Only one call may run at a time.
    /// </remarks>
    public async Task Keep()
    {
        var taken = calls.Take();
        if (taken.Count == 0) { return; }
        try
        {
            await Append(taken);
        }
        catch
        {
            Forget();
            calls.PutBack(taken);
            throw;
        }
    }

    /// <summary>Forgets the stream.</summary>
    public void Dispose() => Forget();

    // Another silo may append first; then this one reads on and tries again.
    private async Task Append(IReadOnlyList<CallsDenied> taken)
    {
        for (var tries = 1; ; tries++)
        {
            _stream ??= journal.Stream(Streams.Denied, Codecs.Denied.Seals);
            await foreach (var _ in _stream.Follow()) { }
            await _stream.MakeReady();
            try
            {
                await _stream.Append(
                    [.. taken.Select(Codecs.Denied.Encode)], Task.CompletedTask);
                return;
            }
            catch (JournalConflictException) when (tries < MaxTries)
            {
                Forget();
            }
        }
    }

    private void Forget()
    {
        _stream?.Dispose();
        _stream = null;
    }
}
