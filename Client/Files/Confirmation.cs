using System.CommandLine;
using Clearing.Formats;

namespace Clearing.Client.Files;

/// <summary>
/// Asks for confirmation before something that cannot be undone, if a person is there to answer.
/// </summary>
internal sealed class Confirmation
{
    private readonly Option<bool> _yes = Options.Flag("--yes", "Do not ask.");

    /// <summary>Adds <c>--yes</c> to a command.</summary>
    internal void AddTo(Command command) => command.Options.Add(_yes);

    /// <summary>Asks a person; a script, which has no terminal, is not asked.</summary>
    /// <param name="parsed">The arguments.</param>
    /// <param name="question">What is about to happen; shown only to a person.</param>
    /// <exception cref="CommandException">The answer was not yes.</exception>
    internal void Ask(ParseResult parsed, Func<string> question)
    {
        if (parsed.GetValue(_yes) || Console.IsInputRedirected || Console.IsErrorRedirected)
        {
            return;
        }
        Console.Error.Write($"{PlainText.Lines(question())} It cannot be undone. Continue? [y/N] ");
        if (Console.ReadLine()?.Trim().ToUpperInvariant() is "Y" or "YES") { return; }
        throw new CommandException(ExitCode.BadInput, "clearing: not confirmed; nothing was done");
    }
}
