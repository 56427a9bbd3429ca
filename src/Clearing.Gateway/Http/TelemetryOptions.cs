namespace Clearing.Gateway;

/// <summary>
/// The destination of metrics and traces: the section <c>Otlp</c> of the configuration.
/// </summary>
public sealed class TelemetryOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Otlp";

    /// <summary>
    /// The address of a collector that takes OTLP over HTTP. Default: nothing is sent.
    /// </summary>
    [SettingForm("https?://.+", "an http or https address")]
    public string? Endpoint { get; set; }
}
