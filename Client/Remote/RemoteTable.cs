using System.Text.Json.Nodes;
using Clearing.Client.Demo;
using Clearing.Client.Files;
using Spectre.Console;

namespace Clearing.Client.Remote;

/// <summary>Shows what a server answered: as a table, or as JSON.</summary>
internal static class RemoteTable
{
    /// <summary>Shows a list.</summary>
    /// <param name="answer">The whole answer.</param>
    /// <param name="list">The member that is the list.</param>
    /// <param name="json">True for JSON.</param>
    /// <param name="members">What to show of each element.</param>
    internal static void Show(JsonNode answer, string list, bool json, params string[] members)
    {
        if (json)
        {
            Console.Out.WriteLine(answer.ToJsonString());
            return;
        }
        var table = Tables.New(members);
        foreach (var element in answer[list]!.AsArray())
        {
            table.AddRow([.. members.Select(member => Text(element![member]).EscapeMarkup())]);
        }
        Consoles.Output.Write(table);
    }

    /// <summary>Shows the plain members of an object, one a line.</summary>
    internal static void Show(JsonNode answer, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(answer.ToJsonString());
            return;
        }
        var table = Tables.New("what", "value");
        foreach (var (name, value) in answer.AsObject())
        {
            if (value is not (JsonArray or JsonObject)) { table.AddRow(name, Text(value).EscapeMarkup()); }
        }
        Consoles.Output.Write(table);
    }

    private static string Text(JsonNode? value) => value?.ToString() ?? "-";
}
