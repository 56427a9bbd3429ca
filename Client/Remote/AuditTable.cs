namespace Clearing.Client.Remote;

/// <summary>Shows what operators did to a market or an account, when and why.</summary>
internal static class AuditTable
{
    /// <summary>A row for each act, from all pages.</summary>
    /// <param name="server">The server.</param>
    /// <param name="path">The path of the audit trail.</param>
    /// <param name="json">True for JSON.</param>
    internal static void Show(RemoteServer server, string path, bool json) => RemoteTable.Show(
        server.AllPages(path, "acts"), "acts", json, "number", "at", "act", "reference", "by",
        "reason", "request_id");
}
