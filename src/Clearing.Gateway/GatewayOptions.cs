namespace Clearing.Gateway;

/// <summary>What the gateway is told: the section <c>Gateway</c> of the configuration.</summary>
public sealed class GatewayOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Gateway";

    /// <summary>The most bytes of a body with one command. Default 64 KiB.</summary>
    public int LargestBody { get; set; } = 64 * 1024;

    /// <summary>The most bytes of a body with many commands. Default 4 MiB.</summary>
    public int LargestBatch { get; set; } = 4 * 1024 * 1024;

    /// <summary>How long a caller waits; then the outcome is unknown. Default 30 s.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// With authentication: how many calls a second each caller has. Default 1,000.
    /// </summary>
    public int CallsPerSecond { get; set; } = 1_000;

    /// <summary>
    /// With authentication: how many calls each caller has at once. Default 2,000.
    /// </summary>
    public int CallsAtOnce { get; set; } = 2_000;

    /// <summary>The most bytes of an import. Default 16 MiB.</summary>
    public int LargestImport { get; set; } = 16 * 1024 * 1024;

    /// <summary>How many feeds are served at once. Default 10,000.</summary>
    public int MostFeeds { get; set; } = 10_000;

    /// <summary>How often a feed looks for news. Default 1 s.</summary>
    public TimeSpan FeedInterval { get; set; } = TimeSpan.FromSeconds(1);
}
