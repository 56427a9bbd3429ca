using System.Collections.Immutable;
using Clearing.Contracts;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Grains.Audit;

/// <summary>Reads the record of acts on keys and of denied calls. It keeps no state.</summary>
/// <param name="context">The activation.</param>
/// <param name="journal">The journal.</param>
/// <param name="calls">Counts denied calls.</param>
[Reentrant]
public sealed class AuditGrain(IGrainContext context, SealedJournal journal, DeniedCalls calls)
    : IGrainBase, IAuditGrain
{
    private const int MaxRows = 10_000;
    private const string Forbidden = "FORBIDDEN";

    /// <inheritdoc/>
    public IGrainContext GrainContext => context;

    /// <inheritdoc/>
    public async Task<ImmutableArray<AuditEntry>> Keys(long after, int most)
    {
        using var stream = journal.Stream(Streams.KeyActs, Codecs.KeyActs.Seals);
        return await new ActPages<KeysActed>(
            stream, Codecs.KeyActs, acted => (acted.Act, acted.Kind, acted.Reference))
            .Read(after, most);
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<DeniedCall>> Denied(long after, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MaxRows);
        var page = ImmutableArray.CreateBuilder<DeniedCall>();
        var number = 0L;
        using var stream = journal.Stream(Streams.Denied, Codecs.Denied.Seals);
        await foreach (var stored in stream.Read(0))
        {
            var denied = Codecs.Denied.Decode(stream.Name, stored);
            foreach (var row in denied.Rows)
            {
                if (++number <= after) { continue; }
                page.Add(new(number, denied.Minute, row.Caller, row.Code, row.Count));
                if (page.Count == most) { return page.ToImmutable(); }
            }
        }
        return page.ToImmutable();
    }

    /// <inheritdoc/>
    public Task Note(string code)
    {
        // With codes of its own a caller could crowd out the rows of others.
        if (code != Forbidden)
        {
            throw new ArgumentException($"The code of a denied call is {Forbidden}.");
        }
        // A silo with a port for clients took it from the token; in one without, the gateway is in
        // the same process.
        if (RequestContext.Get(CallContext.By) is string caller) { calls.Note(caller, code); }
        return Task.CompletedTask;
    }
}
