using System.Globalization;
using System.Text;
using System.Text.Json;
using Clearing.Client.Demo;
using Clearing.Client.Files;
using Clearing.Formats;
using Clearing.Verification;
using Spectre.Console;

namespace Clearing.Client.Journal;

/// <summary>Prints what a verification has seen and found.</summary>
internal sealed class JournalReport(JournalFindings findings)
{
    private const int MostListed = 200;

    /// <summary>Prints a table of streams and a line per violation, or the same as JSON.</summary>
    internal void Print(bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(AsJson());
            return;
        }
        var table = Tables.New("stream", "events");
        foreach (var stream in findings.Streams.Take(MostListed))
        {
            table.AddRow(Markup.Escape(FormatError.Show(stream.Name)), Text(stream.Version));
        }
        if (findings.Streams.Count > MostListed)
        {
            table.AddRow($"… and {Text(findings.Streams.Count - MostListed)} more", "");
        }
        Consoles.Output.Write(table);
        foreach (var violation in findings.Violations)
        {
            Console.Out.WriteLine(violation);
        }
        Console.Out.WriteLine(
            $"{Text(findings.Streams.Count)} streams, {Text(findings.Events)} events, "
            + $"{Text(findings.Rounds)} rounds cleared again, {Text(findings.Postings)} postings, "
            + $"{Text(findings.Snapshots)} snapshots: {Text(findings.ViolationCount)} violations");
    }

    private static string Text(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private string AsJson()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("events", findings.Events);
            json.WriteNumber("rounds", findings.Rounds);
            json.WriteNumber("postings", findings.Postings);
            json.WriteNumber("snapshots", findings.Snapshots);
            json.WriteNumber("violation_count", findings.ViolationCount);
            WriteLists(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private void WriteLists(Utf8JsonWriter json)
    {
        json.WriteStartArray("violations");
        foreach (var violation in findings.Violations)
        {
            json.WriteStartObject();
            json.WriteString("stream", violation.Stream);
            json.WriteNumber("version", violation.Version);
            json.WriteString("rule", violation.Rule);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("streams");
        foreach (var stream in findings.Streams)
        {
            json.WriteStartObject();
            json.WriteString("stream", stream.Name);
            json.WriteNumber("version", stream.Version);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
