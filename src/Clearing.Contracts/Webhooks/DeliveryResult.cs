namespace Clearing.Contracts;

/// <summary>How a try to deliver an event went.</summary>
/// <param name="Answer">What the receiver made of it.</param>
/// <param name="Reason">Why not, in a word such as <c>HTTP_500</c>; null if it was taken.</param>
/// <param name="RetryAfter">
/// How long the receiver asked not to be sent it again; null if it asked for nothing.
/// </param>
[GenerateSerializer, Alias("Clearing.DeliveryResult"), Immutable]
public readonly record struct DeliveryResult(
    ReceiverAnswer Answer, string? Reason, TimeSpan? RetryAfter = null)
{
    /// <summary>The receiver has it.</summary>
    public static DeliveryResult Taken { get; } = new(ReceiverAnswer.Taken, null);

    /// <summary>The receiver may not have it.</summary>
    /// <param name="reason">Why, in a word.</param>
    public static DeliveryResult Failed(string reason) => new(ReceiverAnswer.Failed, reason);
}

/// <summary>What a receiver made of an event.</summary>
[GenerateSerializer, Alias("Clearing.ReceiverAnswer")]
public enum ReceiverAnswer
{
    /// <summary>It has it: a status of 200 to 299.</summary>
    Taken = 0,

    /// <summary>Any other status, or none.</summary>
    Failed = 1,

    /// <summary>It wants no more: 410.</summary>
    Gone = 2,
}
