using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Sealing;

namespace Clearing.Verification.Erasing;

/// <summary>
/// Checks what can be checked of an erased seller's stream: versions, boxes, and its end.
/// </summary>
/// <remarks>Its links are over a name that is gone, so that nobody can compute them.</remarks>
internal sealed class ErasedStreamCheck(
    IJournalReader journal, ErasedRecord erased, JournalFindings findings)
{
    /// <summary>Reads a stream.</summary>
    public async Task Run(StreamInfo stream)
    {
        var (version, link) = (0L, "");
        await foreach (var stored in journal.Read(stream.Name, 0))
        {
            findings.CountEvent();
            findings.Erased++;
            findings.Expect(
                stored.Version == ++version, stream.Name, "versions have a gap", stored.Version);
            findings.Expect(
                SealedText.KeyNumberOf(stored.Payload.Span) is not null, stream.Name,
                "an event of an erased seller is readable", stored.Version);
            link = Convert.ToHexStringLower(stored.Link.Span);
            erased.Note(stored);
        }
        findings.Expect(
            erased.EndOf(stream.Name) is { } end && (end.Version, end.Link) == (version, link),
            stream.Name, "it does not end as the erasure left it");
    }
}
