// A from-scratch declaration of the part of the Orleans API that this project uses.
// It is not Microsoft Orleans and holds no logic.
namespace Orleans;

/// <summary>Why an activation ends. For information only.</summary>
/// <param name="code">The kind of reason.</param>
/// <param name="exception">What failed, if something did.</param>
/// <param name="text">In words.</param>
public readonly struct DeactivationReason(
    DeactivationReasonCode code, Exception? exception, string text)
{
    /// <summary>A reason that is no failure.</summary>
    public DeactivationReason(DeactivationReasonCode code, string text) : this(code, null, text)
    {
    }

    /// <summary>The kind of reason.</summary>
    public DeactivationReasonCode ReasonCode { get; } = code;

    /// <summary>In words.</summary>
    public string Description { get; } = text;

    /// <summary>What failed, if something did.</summary>
    public Exception? Exception { get; } = exception;
}

/// <summary>The kinds of reason that the engine gives. The numbers are those of Orleans.</summary>
public enum DeactivationReasonCode : byte
{
    /// <summary>No reason.</summary>
    None = 0,

    /// <summary>The process stops.</summary>
    ShuttingDown = 1,

    /// <summary>Activating failed.</summary>
    ActivationFailed = 2,

    /// <summary>It had no calls for a long time.</summary>
    ActivationIdle = 4,

    /// <summary>The grain failed in a way that its memory cannot be trusted.</summary>
    ApplicationError = 8,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested = 9,
}
