using System.CommandLine;
using Clearing.Client.Remote;

namespace Clearing.Client.Commands;

/// <summary><c>clearing trail</c>: what is on record of the cluster as a whole.</summary>
internal static class TrailCommand
{
    internal static Command Create() => new DocumentedCommand(
        "trail", "Acts on keys, and denied calls; for auditors.", RemoteOptions.Help)
    {
        Keys(), Denied(),
    };

    private static Command Keys() => new RemoteOptions().On(
        new DocumentedCommand(
            "keys", "Who changed the journal's keys or erased a seller, when and why.",
            RemoteOptions.Help),
        (server, _, json) => AuditTable.Show(server, "audit/keys", json));

    private static Command Denied() => new RemoteOptions().On(
        new DocumentedCommand(
            "denied", "Denied calls: a row for each minute, caller and code.",
            RemoteOptions.Help),
        (server, _, json) => RemoteTable.Show(
            server.AllPages("audit/denied", "denied"), "denied", json, "number", "minute",
            "caller", "code", "count"));
}
