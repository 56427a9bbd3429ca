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

    /// <summary>Throws unless a command was answered as the sample needs it.</summary>
    /// <param name="of">The market or zone that answered.</param>
    /// <param name="status">Its answer.</param>
    /// <param name="done">The answer that is needed.</param>
    internal static void ThrowUnless<TStatus>(string of, TStatus status, TStatus done)
        where TStatus : struct, Enum
    {
        if (!EqualityComparer<TStatus>.Default.Equals(status, done))
        {
            throw new SampleException($"{of} answers {status}.");
        }
    }
}
