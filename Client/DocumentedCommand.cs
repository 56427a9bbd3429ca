using System.CommandLine;

namespace Clearing.Client;

/// <summary>A command with one line for the list of commands and more for its own help.</summary>
/// <param name="name">The command's name.</param>
/// <param name="summary">The line for the list of commands.</param>
/// <param name="details">The text of its own help after that line.</param>
internal sealed class DocumentedCommand(string name, string summary, string details)
    : Command(name, summary)
{
    private readonly string _summary = summary;

    /// <summary>
    /// Shows the whole description from now on, because the help that follows is the command's own.
    /// </summary>
    internal void ShowDetails() => Description = $"{_summary}\n\n{details}";
}
