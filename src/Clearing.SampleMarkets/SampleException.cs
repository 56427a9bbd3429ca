namespace Clearing.SampleMarkets;

/// <summary>The sample cannot be played; the message says what is missing or refused.</summary>
public sealed class SampleException : Exception
{
    /// <summary>A failure without a text.</summary>
    public SampleException()
    {
    }

    /// <summary>A failure.</summary>
    /// <param name="message">What is missing or refused.</param>
    public SampleException(string message)
        : base(message)
    {
    }

    /// <summary>A failure with its cause.</summary>
    /// <param name="message">What is missing or refused.</param>
    /// <param name="innerException">What went wrong.</param>
    public SampleException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
