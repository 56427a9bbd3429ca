namespace Clearing.Gateway;

/// <summary>How webhooks are sent: the section <c>Webhooks</c> of the configuration.</summary>
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
    /// A file with 32 random bytes in Base64 that secrets are encrypted with before they are
    /// stored; the same for every gateway and silo. Without it they are stored as they are.
    /// </summary>
    public string? KeyFile { get; set; }

    /// <summary>How long a receiver may take. Default 15 s.</summary>
    [SettingTime("00:00:00.1", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a webhook polls its source. Default 2 s.</summary>
    [SettingTime("00:00:00.01", "01:00:00")]
    public TimeSpan? LookInterval { get; set; }

    /// <summary>
    /// The waits between tries. Default: nine, 5 s to 24 h, as the specification has them.
    /// </summary>
    [SettingTime("00:00:00.01", "30.00:00:00")]
    public IReadOnlyList<TimeSpan>? RetryWaits { get; set; }
}
