namespace Clearing.Gateway;

/// <summary>The settings of the gateway: the section <c>Gateway</c> of the configuration.</summary>
public sealed class GatewayOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Gateway";

    /// <summary>
    /// True if a silo serves HTTP. Default: true exactly if it is not part of a cluster.
    /// </summary>
    public bool? Enabled { get; set; }

    /// <summary>Whose tokens are accepted.</summary>
    public AuthOptions Auth { get; set; } = new();

    /// <summary>The most bytes of a body with one command. Default 64 KiB.</summary>
    [SettingRange(1_024, 1_073_741_824)]
    public int MaxBodyBytes { get; set; } = 64 * 1024;

    /// <summary>The most bytes of a body with many commands. Default 4 MiB.</summary>
    [SettingRange(1_024, 1_073_741_824)]
    public int MaxBatchBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>How long a caller waits; then the outcome is unknown. Default 15 s.</summary>
    [SettingTime("00:00:00.1", "1.00:00:00")]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// With authentication: how many calls a second each caller has. Default 1,000.
    /// </summary>
    [SettingRange(1, 1_000_000)]
    public int CallsPerSecond { get; set; } = 1_000;

    /// <summary>
    /// With authentication: how many calls each caller has at once. Default 2,000.
    /// </summary>
    [SettingRange(1, 1_000_000)]
    public int CallsAtOnce { get; set; } = 2_000;

    /// <summary>The most bytes of an import. Default 16 MiB.</summary>
    [SettingRange(1_024, 1_073_741_824)]
    public int MaxImportBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>How many feeds are served at once. Default 10,000.</summary>
    [SettingRange(0, 1_000_000)]
    public int MaxFeeds { get; set; } = 10_000;

    /// <summary>
    /// With authentication: how many feeds each caller has at once. Default 20.
    /// </summary>
    [SettingRange(1, 1_000_000)]
    public int FeedsPerCaller { get; set; } = 20;

    /// <summary>
    /// With authentication: how many imports of each caller run at once. Default 2.
    /// </summary>
    [SettingRange(1, 1_000_000)]
    public int ImportsPerCaller { get; set; } = 2;

    /// <summary>How often a feed looks for news. Default 1 s.</summary>
    [SettingTime("00:00:00.01", "01:00:00")]
    public TimeSpan FeedInterval { get; set; } = TimeSpan.FromSeconds(1);
}
