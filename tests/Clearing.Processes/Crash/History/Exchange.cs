using System.Text.Json;

namespace Clearing.Processes.Crash;

/// <summary>A command and every answer that its client got.</summary>
/// <param name="Sent">The command.</param>
/// <param name="Where">The file and number, for a report.</param>
internal sealed record Exchange(Command Sent, string Where)
{
    public List<string> Answers { get; } = [];

    /// <summary>Reads the histories of a folder.</summary>
    public static IReadOnlyList<Exchange> ReadAll(string folder) =>
        [.. Directory.GetFiles(folder, "*.history").Order(StringComparer.Ordinal).SelectMany(Read)];

    private static List<Exchange> Read(string path)
    {
        var exchanges = new List<Exchange>();
        foreach (var text in File.ReadLines(path))
        {
            var line = JsonSerializer.Deserialize(text, HistoryJson.Default.HistoryLine)!;
            if (line.Sent is { } sent)
            {
                exchanges.Add(new(sent, $"{Path.GetFileName(path)}:{line.Number}"));
            }
            else
            {
                exchanges[line.Number - 1].Answers.Add(line.Answer!);
            }
        }
        return exchanges;
    }
}
