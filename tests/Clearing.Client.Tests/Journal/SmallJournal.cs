using Clearing.Grains.Events;
using Clearing.Journal;

namespace Clearing.Client.Tests.Journal;

/// <summary>Stores a story as a journal.</summary>
internal static class SmallJournal
{
    /// <summary>Writes a story to a file, <see cref="JournalStory"/> if none is given.</summary>
    internal static Task Write(string path, JournalStory? story = null) =>
        Write(new JournalOptions { Path = path }, story ?? new());

    /// <summary>Writes a story to a journal.</summary>
    internal static async Task Write(JournalOptions options, JournalStory story)
    {
        await using var journal = Journals.Open(options, TimeProvider.System);
        await foreach (var stream in ((IJournalReader)story).Streams(""))
        {
            var events = story.Of(stream.Name).Select(e => new NewEvent(e.Type, e.Payload)).ToArray();
            await journal.Append(stream.Name, 0, events);
        }
    }
}
