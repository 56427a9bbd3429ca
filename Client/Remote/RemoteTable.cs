using System.Text.Json.Nodes;
using Clearing.Client.Demo;
using Clearing.Client.Files;
using Spectre.Console;

namespace Clearing.Client.Remote;

/// <summary>Shows a server's answer as a table or as JSON.</summary>
internal static class RemoteTable
{
    private const int RefusedShown = 100;

    /// <summary>Shows a list.</summary>
    /// <param name="answer">The whole answer.</param>
    /// <param name="list">The member that is the list.</param>
    /// <param name="json">True for JSON.</param>
    /// <param name="members">The members of each element to show.</param>
    internal static void Show(JsonNode answer, string list, bool json, params string[] members)
    {
        if (json)
        {
            Console.Out.WriteLine(answer.ToJsonString());
            return;
        }
        var exponent = Exponent(answer);
        var table = Tables.New([.. members.Select(Shown.Title)]);
        foreach (var element in answer[list]!.AsArray())
        {
            var own = (int?)element!["minor_exponent"] ?? exponent;
            table.AddRow(
                [.. members.Select(name => Shown.Value(name, element[name], own).EscapeMarkup())]);
        }
        OutputConsole.Output.Write(table);
    }

    /// <summary>Shows the first refused rows of a file, and how many more there are.</summary>
    /// <param name="answer">The whole answer; its member <c>refused</c> lists them.</param>
    /// <param name="members">The members of each to show.</param>
    internal static void ShowRefused(JsonNode answer, params string[] members)
    {
        var all = answer["refused"]!.AsArray();
        var first = new JsonArray([.. all.Take(RefusedShown).Select(row => row!.DeepClone())]);
        Show(new JsonObject { ["refused"] = first }, "refused", json: false, members);
        if (all.Count <= first.Count) { return; }
        Console.Out.WriteLine(
            $"{Counted.Of(all.Count - first.Count, "more refused row")}; --json lists all of them");
    }

    /// <summary>Shows the plain members of an object, one on each line.</summary>
    /// <param name="answer">The object.</param>
    /// <param name="json">True for JSON.</param>
    /// <param name="title">A name for the object.</param>
    internal static void Show(JsonNode answer, bool json, string title)
    {
        if (json)
        {
            Console.Out.WriteLine(answer.ToJsonString());
            return;
        }
        var table = Tables.New(title, "");
        foreach (var (name, value) in answer.AsObject())
        {
            if (value is JsonArray or JsonObject) { continue; }
            table.AddRow(
                Shown.Title(name), Shown.Value(name, value, Exponent(answer)).EscapeMarkup());
        }
        OutputConsole.Output.Write(table);
    }

    /// <summary>A member of an element of an answer, as tables show it.</summary>
    internal static string Value(JsonNode answer, string name, JsonNode element) =>
        Shown.Value(name, element[name], Exponent(answer));

    /// <summary>Shows the outcome of a command in one line.</summary>
    internal static void Say(JsonNode answer, bool json, string line)
    {
        var repeated = answer is JsonObject one && one["repeated"] is JsonValue mark && (bool)mark;
        Console.Out.WriteLine(
            json ? answer.ToJsonString()
            : Shown.Printable(repeated ? $"{line} (answered before)" : line));
    }

    // Currencies differ in it, so it is never guessed.
    private static int? Exponent(JsonNode answer) => (int?)answer["minor_exponent"];
}
