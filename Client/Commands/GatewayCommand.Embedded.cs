using System.CommandLine;

namespace Clearing.Client.Commands;

/// <summary><c>clearing gateway</c>: needs a cluster, which the embedded engine is not.</summary>
internal static class GatewayCommand
{
    private const string Summary = "Serve the HTTP interface in front of a cluster of silos.";

    private const string Details =
        """
        This program is built with the embedded engine, which is one process: the server itself
        ('clearing-silo') has the HTTP interface. Built with -p:Engine=orleans this command is a
        process of its own in front of a cluster.
        """;

    internal static Command Create()
    {
        var command = new DocumentedCommand("gateway", Summary, Details)
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(Refuse);
        return command;
    }

    private static int Refuse(ParseResult parsed) => throw new CommandException(
        ExitCode.BadInput,
        "clearing: gateway needs a build with -p:Engine=orleans; run clearing-silo instead.");
}
