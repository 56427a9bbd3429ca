namespace Clearing.Contracts;

/// <summary>The outcome of one attempt to deliver an event.</summary>
/// <param name="Answer">The receiver's answer.</param>
/// <param name="Reason">A code such as <c>HTTP_500</c> for the failure; null if none.</param>
/// <param name="RetryAfter">
/// The minimum wait that the receiver asked for; null if it asked for none.
/// </param>
[GenerateSerializer, Alias("Clearing.DeliveryResult"), Immutable]
public readonly record struct DeliveryResult(
    ReceiverAnswer Answer, string? Reason, TimeSpan? RetryAfter = null)
{
    /// <summary>The receiver accepted the event.</summary>
    public static DeliveryResult Taken { get; } = new(ReceiverAnswer.Taken, null);

    /// <summary>Creates a failed result; the receiver may nevertheless have the event.</summary>
    /// <param name="reason">A code for the failure.</param>
    public static DeliveryResult Failed(string reason) => new(ReceiverAnswer.Failed, reason);
}

/// <summary>A receiver's answer to an event.</summary>
[GenerateSerializer, Alias("Clearing.ReceiverAnswer")]
public enum ReceiverAnswer
{
    /// <summary>The receiver accepted the event: status 200 to 299.</summary>
    Taken = 0,

    /// <summary>Any other status, or no response.</summary>
    Failed = 1,

    /// <summary>The receiver wants no more events: status 410.</summary>
    Gone = 2,
}
