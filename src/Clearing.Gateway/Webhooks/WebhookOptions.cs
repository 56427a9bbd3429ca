namespace Clearing.Gateway;

/// <summary>The settings of webhooks: the section <c>Webhooks</c>.</summary>
public sealed class WebhookOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Webhooks";

    /// <summary>True if receivers may use plain http. Default: only in Development.</summary>
    public bool? AllowHttp { get; set; }

    /// <summary>
    /// True if receivers may be on this machine or in private networks. Default: only in
    /// Development.
    /// </summary>
    public bool? AllowPrivate { get; set; }

    /// <summary>
    /// A file with a key of 32 random bytes in Base64, which encrypts secrets before they are
    /// stored. All gateways and silos need the same file. Without it, secrets are stored in clear.
    /// </summary>
    public string? KeyFile { get; set; }

    /// <summary>The time within which a receiver must answer. Default 15 s.</summary>
    [SettingTime("00:00:00.1", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The interval at which a webhook polls its source. Default 2 s.</summary>
    [SettingTime("00:00:00.01", "01:00:00")]
    public TimeSpan? LookInterval { get; set; }

    /// <summary>
    /// The waits between attempts. Default: nine waits from 5 s to 24 h, as the specification
    /// proposes.
    /// </summary>
    [SettingTime("00:00:00.01", "30.00:00:00")]
    public IReadOnlyList<TimeSpan>? RetryWaits { get; set; }
}
