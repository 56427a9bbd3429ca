namespace Clearing.Pages;

/// <summary>Whether there is a console: the section <c>Console</c> of the configuration.</summary>
public sealed class ConsoleOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Console";

    /// <summary>
    /// Whether a server with a gateway serves the console too. Default <c>true</c>.
    /// </summary>
    public bool Enabled { get; set; } = true;
}
