using System.CommandLine;
using System.Text.Json.Nodes;
using Clearing.Client.Remote;

namespace Clearing.Client.Commands;

/// <summary><c>clearing problems</c>: the codes with which a server refuses, and what they mean.</summary>
internal static class ProblemsCommand
{
    internal static Command Create()
    {
        var code = new Argument<string?>("CODE")
        {
            Description = "Only this code; without it, all of them.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        return new RemoteOptions().On(
            new DocumentedCommand(
                "problems", "The codes of refusals and failures, and what they mean.",
                RemoteOptions.Help)
            {
                code,
            },
            (server, parsed, json) =>
            {
                if (parsed.GetValue(code) is { } one)
                {
                    var name = Files.Options.Upper(one);
                    RemoteTable.Show(
                        server.Send(HttpMethod.Get, $"problems/{Uri.EscapeDataString(name)}"), json,
                        "problem");
                    return;
                }
                var all = server.Send(HttpMethod.Get, "problems");
                RemoteTable.Show(
                    json ? all : new JsonObject { ["problems"] = all.DeepClone() }, "problems", json,
                    "code", "status", "title");
            });
    }
}
