using System.Text;

namespace Clearing.Journal.Tests;

/// <summary>Events whose payload is a word, and the words of what was read.</summary>
public static class Said
{
    public static IReadOnlyList<NewEvent> Events(params string[] texts) =>
        [.. texts.Select(t => new NewEvent("Said", Encoding.UTF8.GetBytes(t)))];

    public static string Text(StoredEvent stored) => Encoding.UTF8.GetString(stored.Payload.Span);

    public static async Task<List<string>> Texts(this IJournalReader journal, string stream) =>
        [.. (await journal.Read(stream, 0).ToListAsync()).Select(Text)];
}
