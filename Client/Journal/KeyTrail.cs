using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Sealing;

namespace Clearing.Client.Journal;

/// <summary>Puts acts on keys on record in the journal whose keys they are.</summary>
/// <param name="Options">The journal.</param>
/// <param name="By">Who acts.</param>
/// <param name="Reason">Why; null if not given.</param>
internal sealed record KeyTrail(JournalOptions Options, string By, string? Reason)
{
    private const int MaxText = 200;
    private const int MaxTries = 10;

    /// <summary>The trail of a command.</summary>
    /// <param name="options">The journal.</param>
    /// <param name="by">Who acts, as the command line says; null for the system's user.</param>
    /// <param name="reason">Why, as the command line says; null if it does not.</param>
    internal static KeyTrail Of(JournalOptions options, string? by, string? reason) =>
        new(options, Text("--by", by) ?? Environment.UserName, Text("--reason", reason));

    /// <summary>Puts an act on record; nothing is done that is not on record before.</summary>
    internal async Task Add(ActKind kind, string? reference)
    {
        var act = new Act(By, TimeProvider.System.GetUtcNow(), Reason);
        var happened = Codecs.KeyActs.Encode(new KeysActed(kind, reference, act));
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            var (version, link) = await End();
            var place = new SealedPlace(Streams.KeyActs, version + 1, happened.Type);
            var linked = happened with
            {
                Link = ChainLink.After(link.Span, place, happened.Payload.Span),
            };
            var status = await Journals.AppendBeside(
                Options, TimeProvider.System, new(Streams.KeyActs, version, [linked]));
            if (status == AppendStatus.Written) { return; }
        }
        throw new CommandException(
            ExitCode.Environment, "clearing: other commands kept the record busy; try again");
    }

    private async Task<(long Version, ReadOnlyMemory<byte> Link)> End()
    {
        await using var journal = Journals.OpenForReading(Options);
        (long Version, ReadOnlyMemory<byte> Link) end = (0, ChainLink.Start);
        await foreach (var stored in journal.Read(Streams.KeyActs, 0))
        {
            end = (stored.Version, stored.Link);
        }
        return end;
    }

    private static string? Text(string option, string? text) => text switch
    {
        null => null,
        { Length: > 0 and <= MaxText } => text,
        _ => throw new CommandException(
            ExitCode.BadInput, $"clearing: {option} takes 1 to {MaxText} characters"),
    };
}
