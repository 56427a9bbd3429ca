namespace Clearing.Gateway;

/// <summary>The settings of the gateway: the section <c>Gateway</c> of the configuration.</summary>
public sealed class GatewayOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Gateway";

    /// <summary>
    /// True if a silo serves HTTP. Default: true unless it is part of a cluster.
    /// </summary>
    public bool? Enabled { get; set; }

    /// <summary>The tokens that are accepted.</summary>
    public AuthOptions Auth { get; set; } = new();

    /// <summary>The maximum size in bytes of a body with one command. Default 64 KiB.</summary>
    [SettingRange(1_024, 1_073_741_824)]
    public int MaxBodyBytes { get; set; } = 64 * 1024;

    /// <summary>The maximum size in bytes of a body with many commands. Default 4 MiB.</summary>
    [SettingRange(1_024, 1_073_741_824)]
    public int MaxBatchBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>How long a caller waits before the outcome is unknown. Default 15 s.</summary>
    [SettingTime("00:00:00.1", "1.00:00:00")]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// The sustained number of calls per second of each authenticated caller. Default 1,000.
    /// </summary>
    [SettingRange(1, 1_000_000)]
    public int CallsPerSecond { get; set; } = 1_000;

    /// <summary>
    /// The number of calls that each authenticated caller can make in a burst. Default 2,000. Calls come
    /// back ten times a second, so that a caller gets at most ten times this number a second.
    /// </summary>
    [SettingRange(1, 1_000_000)]
    public int CallsAtOnce { get; set; } = 2_000;

    /// <summary>The maximum size of an import in bytes. Default 16 MiB.</summary>
    [SettingRange(1_024, 1_073_741_824)]
    public int MaxImportBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>The maximum number of open feeds. Default 10,000.</summary>
    [SettingRange(0, 1_000_000)]
    public int MaxFeeds { get; set; } = 10_000;

    /// <summary>
    /// The maximum number of open feeds of each authenticated caller. Default 20.
    /// </summary>
    [SettingRange(1, 1_000_000)]
    public int FeedsPerCaller { get; set; } = 20;

    /// <summary>
    /// The maximum number of concurrent imports of each authenticated caller. Default 2.
    /// </summary>
    [SettingRange(1, 1_000_000)]
    public int ImportsPerCaller { get; set; } = 2;

    /// <summary>
    /// Whom users of this server ask, as <c>/openapi</c> says. Default: the program's authors.
    /// </summary>
    public string? ContactName { get; set; }

    /// <summary>The page of the contact, an absolute address. Default none.</summary>
    [SettingForm("^https?://[!-~]+$", "an absolute address that begins with https:// or http://")]
    public string? ContactUrl { get; set; }

    /// <summary>The contact's mail address. Default none.</summary>
    [SettingForm("^[!-?A-~]+@[!-?A-~]+$", "a mail address")]
    public string? ContactEmail { get; set; }

    /// <summary>The interval at which the source of a feed is polled. Default 1 s.</summary>
    [SettingTime("00:00:00.01", "01:00:00")]
    public TimeSpan FeedInterval { get; set; } = TimeSpan.FromSeconds(1);
}
