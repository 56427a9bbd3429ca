namespace Clearing.Contracts;

/// <summary>
/// A command may or may not have taken effect. Sending it again with the same id returns its
/// outcome and never applies it twice.
/// </summary>
[GenerateSerializer, Alias("Clearing.OutcomeUnknownException")]
public sealed class OutcomeUnknownException : Exception
{
    /// <summary>An unknown outcome without a message.</summary>
    public OutcomeUnknownException()
    {
    }

    /// <summary>An unknown outcome.</summary>
    /// <param name="message">What is unknown and what to do.</param>
    public OutcomeUnknownException(string message)
        : base(message)
    {
    }

    /// <summary>An unknown outcome with its cause.</summary>
    /// <param name="message">What is unknown and what to do.</param>
    /// <param name="innerException">What went wrong.</param>
    public OutcomeUnknownException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
