using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Sealing;

namespace Clearing.Verification.Erasing;

/// <summary>The erasures on record, with the one that is not finished.</summary>
internal sealed class ErasureLog
{
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);

    /// <summary>The highest number that an erasure has; 0 if there is none.</summary>
    public int LastNumber { get; private set; }

    /// <summary>The erasure that was not finished; null if there is none.</summary>
    public ErasureBegun? Open { get; private set; }

    /// <summary>Reads the record.</summary>
    /// <param name="record">Its events, opened.</param>
    public static async Task<ErasureLog> Read(IAsyncEnumerable<StoredEvent> record)
    {
        var log = new ErasureLog();
        await foreach (var stored in record)
        {
            log.Apply(Codecs.Erasure.Decode(Streams.Erased, stored));
        }
        return log;
    }

    /// <summary>True if the unfinished erasure has rewritten a stream.</summary>
    public bool HasRewritten(string stream) => _done.Contains(stream);

    /// <summary>The place of the box in which an erasure names its seller.</summary>
    public static SealedPlace BoxOf(int number) => new(Streams.Erased, number, "seller");

    private void Apply(ErasureEvent happened)
    {
        switch (happened)
        {
            case ErasureBegun begun:
                LastNumber = Math.Max(LastNumber, begun.Number);
                Open = begun;
                _done.Clear();
                break;
            case StreamRewritten rewritten:
                _done.Add(rewritten.Stream);
                break;
            case SellerErased:
                Open = null;
                _done.Clear();
                break;
        }
    }
}
