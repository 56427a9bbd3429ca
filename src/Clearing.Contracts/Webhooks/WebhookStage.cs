namespace Clearing.Contracts;

/// <summary>Whether a webhook is sent events, and if not, why.</summary>
[GenerateSerializer, Alias("Clearing.WebhookStage")]
public enum WebhookStage
{
    /// <summary>It is sent events.</summary>
    On = 0,

    /// <summary>Switched off by its owner.</summary>
    Paused = 1,

    /// <summary>Switched off because the receiver answered with status 410.</summary>
    Gone = 2,

    /// <summary>
    /// Switched off because an event became a dead letter after many failures in a row.
    /// </summary>
    Failing = 3,
}
