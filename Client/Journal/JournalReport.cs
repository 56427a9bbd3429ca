using System.Globalization;
using System.Text.Json;
using Clearing.Client.Demo;
using Clearing.Client.Files;
using Clearing.Formats;
using Clearing.Verification;
using Spectre.Console;

namespace Clearing.Client.Journal;

/// <summary>Prints the findings of a verification.</summary>
/// <param name="findings">The findings.</param>
/// <param name="withKeys">True if the keys of sealed events were available.</param>
internal sealed class JournalReport(JournalFindings findings, bool withKeys)
{
    private const int MaxListed = 200;

    /// <summary>
    /// Prints a table of streams and a line for each violation, or the same as JSON.
    /// </summary>
    internal void Print(bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(AsJson());
            return;
        }
        PrintStreams();
        foreach (var violation in findings.Violations)
        {
            Console.Out.WriteLine(violation);
        }
        Console.Out.WriteLine(
            $"{Counted.Of(findings.Streams.Count, "stream")}, {Counted.Of(findings.Events, "event")}, "
            + $"{Counted.Of(findings.Rounds, "round")} cleared again, {Counted.Of(findings.Postings, "posting")}, "
            + $"{Counted.Of(findings.Snapshots, "snapshot")}: {Counted.Of(findings.ViolationCount, "violation")}");
        PrintLimits();
    }

    private void PrintStreams()
    {
        var table = Tables.New("stream", "events");
        foreach (var stream in findings.Streams.Take(MaxListed))
        {
            table.AddRow(Markup.Escape(FormatError.Show(stream.Name)), Text(stream.Version));
        }
        if (findings.Streams.Count > MaxListed)
        {
            table.AddRow($"… and {Text(findings.Streams.Count - MaxListed)} more", "");
        }
        OutputConsole.Output.Write(table);
    }

    // What could be compared, and what could not.
    private void PrintLimits()
    {
        if (Seals() is { } seals) { Console.Out.WriteLine(seals); }
        if (findings.Erased > 0)
        {
            Console.Out.WriteLine(
                findings.Erased == 1
                ? "1 event is of an erased seller; nobody can open it"
                : $"{Text(findings.Erased)} events are of erased sellers; nobody can open them");
        }
        if (findings.NotClearedAgain > 0)
        {
            Console.Out.WriteLine(
                $"not drawn again: {Counted.Of(findings.NotClearedAgain, "round")} of a lottery with erased ids");
        }
        if (findings.SnapshotsIgnored > 0)
        {
            Console.Out.WriteLine(
                $"not compared: {Counted.Of(findings.SnapshotsIgnored, "snapshot")} that silos ignore");
        }
        if (findings.Anchors > 0)
        {
            Console.Out.WriteLine($"{Counted.Of(findings.Anchors, "head")} compared with anchors");
        }
    }

    private string? Seals()
    {
        var opened = findings.Sealed - findings.Closed - findings.Unopened;
        return (findings.Sealed, withKeys) switch
        {
            (0, _) => null,
            (_, false) when findings.Closed == 0 => $"with revealed keys: {Opened(opened)}{NotOpened()}",
            (_, false) => $"without keys: {Counted.Of(findings.Closed, "sealed event")} not opened; versions, "
                + "links, forms and key numbers were verified, what is in them was not",
            _ => $"with keys: {Opened(opened)}, {Text(findings.Closed)} of destroyed keys{NotOpened()}",
        };
    }

    private static string Opened(long count) => $"{Counted.Of(count, "sealed event")} opened and verified";

    private string NotOpened() =>
        findings.Unopened == 0 ? "" : $", {Text(findings.Unopened)} could not be opened";

    private static string Text(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private string AsJson() => JsonText.OfObject(json =>
    {
        json.WriteNumber("events", findings.Events);
        json.WriteNumber("rounds", findings.Rounds);
        json.WriteNumber("postings", findings.Postings);
        json.WriteNumber("snapshots", findings.Snapshots);
        json.WriteNumber("snapshots_ignored", findings.SnapshotsIgnored);
        json.WriteNumber("sealed", findings.Sealed);
        json.WriteNumber("not_opened", findings.Closed + findings.Unopened);
        json.WriteNumber("erased", findings.Erased);
        json.WriteNumber("not_cleared_again", findings.NotClearedAgain);
        json.WriteBoolean("with_keys", withKeys);
        json.WriteNumber("anchors", findings.Anchors);
        json.WriteNumber("violation_count", findings.ViolationCount);
        WriteLists(json);
    });

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
