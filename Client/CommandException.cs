namespace Clearing.Client;

/// <summary>Ends a command with one line for the user and an exit code.</summary>
/// <param name="exitCode">One of <see cref="ExitCode"/>.</param>
/// <param name="message">A line that says what is wrong; one for each error.</param>
internal sealed class CommandException(int exitCode, string message) : Exception(message)
{
    internal int ExitCode { get; } = exitCode;
}
