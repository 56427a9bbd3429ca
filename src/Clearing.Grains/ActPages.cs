using System.Collections.Immutable;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Grains;

/// <summary>Reads an audit trail from a stream, whose events hold the acts.</summary>
/// <remarks>It keeps nothing in memory: auditors ask seldom, and trails are as long as streams.</remarks>
/// <typeparam name="TEvent">The base of the stream's events.</typeparam>
/// <param name="stream">The stream.</param>
/// <param name="codec">Reads the events.</param>
/// <param name="actOf">The act of an event; null if it is none.</param>
internal sealed class ActPages<TEvent>(
    SealedStream stream, EventCodec<TEvent> codec,
    Func<TEvent, (Act? Act, ActKind Kind, string? Reference)?> actOf)
    where TEvent : class
{
    private const int MaxEntries = 10_000;

    /// <summary>A page of entries, oldest first.</summary>
    /// <param name="after">The number of the last entry already seen; 0 from the start.</param>
    /// <param name="most">1 to 10_000 entries.</param>
    public async Task<ImmutableArray<AuditEntry>> Read(long after, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MaxEntries);
        var page = ImmutableArray.CreateBuilder<AuditEntry>();
        var number = 0L;
        await foreach (var stored in stream.Read(0))
        {
            if (actOf(codec.Decode(stream.Name, stored)) is not var (act, kind, reference)) { continue; }
            if (++number <= after) { continue; }
            page.Add(new(
                number, kind, reference, act?.By, act?.At, act?.Reason, act?.RequestId));
            if (page.Count == most) { break; }
        }
        return page.ToImmutable();
    }
}
