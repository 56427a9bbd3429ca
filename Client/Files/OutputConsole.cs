using Spectre.Console;

namespace Clearing.Client.Files;

/// <summary>
/// The output for tables: a terminal, or a file or pipe that gets plain text in a readable width.
/// </summary>
internal static class OutputConsole
{
    private const int WidthWithoutTerminal = 140;

    /// <summary>The standard output as it is now.</summary>
    internal static IAnsiConsole Output => Create();

    /// <summary>A console that nobody reads.</summary>
    internal static IAnsiConsole Nowhere { get; } = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Interactive = InteractionSupport.No,
        Out = new AnsiConsoleOutput(TextWriter.Null),
    });

    private static IAnsiConsole Create()
    {
        if (!Console.IsOutputRedirected) { return AnsiConsole.Console; }
        var plain = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Console.Out),
        });
        plain.Profile.Width = WidthWithoutTerminal;
        return plain;
    }
}
