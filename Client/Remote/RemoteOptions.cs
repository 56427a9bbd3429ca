using System.CommandLine;
using Clearing.Client.Files;
using Clearing.Formats;

namespace Clearing.Client.Remote;

/// <summary>The options of every command that calls a server.</summary>
/// <param name="acts">True for an operator's act, which is recorded with its reason.</param>
internal sealed class RemoteOptions(bool acts = false)
{
    private const string DefaultServer = "http://localhost:5000";
    private const string Variable = "CLEARING_SERVER";

    internal const string Help =
        """
        The server is --server, or the environment's CLEARING_SERVER, or http://localhost:5000. A
        token is read from --token-file or the environment's CLEARING_TOKEN. The exit code is 2 if the
        server refuses, which it does with a code, 1 if it refuses some of many rows, and 3 if it does
        not answer. Tables show amounts in major units, such as 0.50; options whose names end in
        -micros or -minor take whole micros or minor units.
        """;

    private readonly Option<string?> _server =
        Options.Text("--server", "The server's address.", "URL");

    private readonly Option<string?> _tokenFile =
        Options.Text("--token-file", "A file with the bearer token.", "FILE");

    private readonly Option<bool> _json = Options.Flag("--json", "The answer as JSON.");

    private readonly Option<string?> _reason = Options.Text(
        "--audit-reason",
        "Why: 1 to 200 characters, for the audit trail. A note of the command itself goes before it.",
        "TEXT");

    /// <summary>Adds the options to a command and runs it with a server.</summary>
    /// <param name="command">The command.</param>
    /// <param name="run">Runs the command.</param>
    internal Command On(Command command, Action<RemoteServer, ParseResult, bool> run) =>
        On(command, (server, parsed, json) =>
        {
            run(server, parsed, json);
            return ExitCode.Fine;
        });

    /// <summary>Adds the options to a command and runs it with a server.</summary>
    /// <param name="command">The command.</param>
    /// <param name="run">Runs the command and returns the exit code.</param>
    internal Command On(Command command, Func<RemoteServer, ParseResult, bool, int> run)
    {
        command.Options.Add(_server);
        command.Options.Add(_tokenFile);
        command.Options.Add(_json);
        if (acts) { command.Options.Add(_reason); }
        command.SetAction(parsed =>
        {
            using var server = new RemoteServer(
                Address(parsed), Token(parsed), acts ? parsed.GetValue(_reason) : null);
            return run(server, parsed, parsed.GetValue(_json));
        });
        return command;
    }

    private Uri Address(ParseResult parsed)
    {
        var given = parsed.GetValue(_server);
        var text = given ?? Environment.GetEnvironmentVariable(Variable) ?? DefaultServer;
        return Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address.Scheme is ("http" or "https")
            ? address
            : throw new CommandException(
                ExitCode.BadInput,
                $"clearing: {(given is null ? Variable : "--server")} \"{FormatError.Show(text)}\": must be "
                + $"an http or https address, such as {DefaultServer}");
    }

    private string? Token(ParseResult parsed) => parsed.GetValue(_tokenFile) is { } file
        ? TokenIn(file)
        : Environment.GetEnvironmentVariable("CLEARING_TOKEN");

    // The content of the file is not shown, because it may be a secret even if it is no token.
    private static string TokenIn(string file)
    {
        var token = InputFile.Text(file).Trim();
        return token.Length > 0 && token.All(c => c is > ' ' and <= '~')
            ? token
            : throw new CommandException(ExitCode.BadInput, $"clearing: {file} holds no token");
    }
}
