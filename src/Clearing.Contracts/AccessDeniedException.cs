namespace Clearing.Contracts;

/// <summary>
/// The caller may not call this method of a grain: <c>ACCESS_DENIED</c>. Nothing was changed.
/// </summary>
[GenerateSerializer, Alias("Clearing.AccessDeniedException")]
public sealed class AccessDeniedException : Exception
{
    /// <summary>A denial without a message.</summary>
    public AccessDeniedException()
    {
    }

    /// <summary>A denial.</summary>
    /// <param name="message">What was denied; it must not name the owner.</param>
    public AccessDeniedException(string message)
        : base(message)
    {
    }

    /// <summary>A denial with its cause.</summary>
    /// <param name="message">What was denied; it must not name the owner.</param>
    /// <param name="innerException">What went wrong.</param>
    public AccessDeniedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
