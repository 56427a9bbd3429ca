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

    /// <summary>Asks a person; a script, whose input is no terminal, is not asked.</summary>
    /// <param name="parsed">The arguments.</param>
    /// <param name="question">What is about to happen; shown only to a person.</param>
    /// <exception cref="CommandException">The answer was not yes.</exception>
    internal void Ask(ParseResult parsed, Func<string> question)
    {
        if (!parsed.GetValue(_yes)) { Ask(Terminal.Here(), question); }
    }

    /// <summary>Asks whoever is at the terminal, where the question is seen.</summary>
    /// <param name="terminal">The terminal; nobody is asked if there is nobody to answer.</param>
    /// <param name="question">What is about to happen.</param>
    /// <exception cref="CommandException">The answer was not yes, or nobody sees the question.</exception>
    internal static void Ask(Terminal terminal, Func<string> question)
    {
        if (terminal.Input is not { } input) { return; }
        var shown = terminal.Error ?? terminal.Output ?? throw new CommandException(
            ExitCode.BadInput,
            "clearing: not confirmed, because nobody would see the question: add --yes; nothing was done");
        shown.Write($"{PlainText.Lines(question())} It cannot be undone. Continue? [y/N] ");
        shown.Flush();
        if (input.ReadLine()?.Trim().ToUpperInvariant() is "Y" or "YES") { return; }
        throw new CommandException(ExitCode.BadInput, "clearing: not confirmed; nothing was done");
    }
}
