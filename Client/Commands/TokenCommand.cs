using System.CommandLine;
using Clearing.Access;
using Clearing.Client.Files;
using Clearing.Gateway;
using Clearing.Market;

namespace Clearing.Client.Commands;

/// <summary><c>clearing token</c>: a token for a server in development.</summary>
internal static class TokenCommand
{
    private const string Summary = "Print a token for a development server.";

    private const string Details =
        """
        The key file is created if it does not exist. Start the server with the same file:
          clearing-silo --environment Development --Gateway:Auth:DevelopmentKeyFile development.key
        A server in Production accepts no such token.

        Examples:
          clearing token --role seller --subject acme
          clearing token --role operator --subject olga --region us-east --region us-west
          clearing token --role operator --subject olga --region '*' --hours 1
        """;

    private static readonly string[] Roles = ["seller", "operator", "auditor"];

    internal static Command Create()
    {
        var role = Options.Required("--role", "seller, operator or auditor.", "ROLE");
        role.AcceptOnlyFromAmong(Roles);
        var subject = Options.Required(
            "--subject", "The caller's id; the seller's id if it is one.", "ID");
        var regions = new Option<string[]>("--region")
        {
            Description = "A region of an operator; * for all. May be given several times.",
            HelpName = "REGION",
        };
        var keyFile = new Option<string>("--key-file")
        {
            Description = "The key file.",
            HelpName = "FILE",
            DefaultValueFactory = _ => "development.key",
        };
        var hours = new Option<int>("--hours")
        {
            Description = "How long it is valid, 1 to 720 hours.",
            HelpName = "N",
            DefaultValueFactory = _ => 8,
        };
        var command = new DocumentedCommand("token", Summary, Details)
        {
            role, subject, regions, keyFile, hours,
        };
        command.SetAction(parsed => Print(
            parsed.GetRequiredValue(role), parsed.GetRequiredValue(subject),
            parsed.GetValue(regions) ?? [], parsed.GetRequiredValue(keyFile),
            parsed.GetValue(hours)));
        return command;
    }

    private static int Print(
        string role, string subject, string[] regions, string keyFile, int hours)
    {
        if (!IdRule.Allows(subject))
        {
            throw new CommandException(
                ExitCode.BadInput,
                "clearing: --subject must be 1 to 128 printable ASCII characters.");
        }
        if (hours is < 1 or > 720)
        {
            throw new CommandException(ExitCode.BadInput, "clearing: --hours must be 1 to 720.");
        }
        var expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(hours);
        try
        {
            Console.Out.WriteLine(
                DevelopmentTokens.Create(keyFile, role, subject, regions, expires));
        }
        catch (ArgumentException wrong)
        {
            throw new CommandException(
                ExitCode.BadInput, $"clearing: --key-file is '{keyFile}': {wrong.Message}");
        }
        return ExitCode.Fine;
    }
}
