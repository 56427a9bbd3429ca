// A from-scratch declaration of the part of the Orleans API that this project uses.
// It is not Microsoft Orleans and holds no logic.
namespace Orleans.Runtime;

/// <summary>A failure of the engine rather than of a grain.</summary>
public class OrleansException : Exception
{
    /// <summary>A failure.</summary>
    public OrleansException()
    {
    }

    /// <summary>A failure.</summary>
    public OrleansException(string message) : base(message)
    {
    }

    /// <summary>A failure with its cause.</summary>
    public OrleansException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
