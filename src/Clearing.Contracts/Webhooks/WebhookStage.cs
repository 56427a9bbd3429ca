namespace Clearing.Contracts;

/// <summary>True if a webhook is sent events.</summary>
[GenerateSerializer, Alias("Clearing.WebhookStage")]
public enum WebhookStage
{
    /// <summary>It is sent what happens.</summary>
    On = 0,

    /// <summary>Switched off by its owner.</summary>
    Paused = 1,

    /// <summary>Switched off because the receiver said that it is gone: 410.</summary>
    Gone = 2,

    /// <summary>
    /// Switched off because an event ended as a dead letter and no try of late went well.
    /// </summary>
    Failing = 3,
}
