using Clearing.Contracts;
using Orleans.Serialization;

namespace Clearing.Connect;

/// <summary>
/// The exceptions that reach callers unchanged. Any other becomes an
/// <see cref="OutcomeUnknownException"/>.
/// </summary>
/// <remarks>
/// No call to a grain can be cancelled by its caller, so a cancellation is not among them: Orleans
/// cancels what waits for an activation that takes too long.
/// </remarks>
public static class KnownFailures
{
    private static readonly HashSet<Type> Types =
    [
        typeof(OutcomeUnknownException), typeof(AccessDeniedException), typeof(TimeoutException),
        typeof(ArgumentException), typeof(ArgumentOutOfRangeException),
        typeof(ArgumentNullException),
    ];

    /// <summary>True if an exception reaches the caller unchanged.</summary>
    /// <param name="failure">The exception.</param>
    public static bool Contains(Exception failure) => Types.Contains(failure?.GetType()!);

    /// <summary>
    /// The exception that callers get: the same one, or an <see cref="OutcomeUnknownException"/>
    /// that names its type.
    /// </summary>
    /// <remarks>
    /// The message of any other exception is left out, because it may quote a bid or a password.
    /// </remarks>
    /// <param name="failure">The exception.</param>
    public static Exception ForCallers(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return Contains(failure) ? failure : new OutcomeUnknownException(
            $"It is unknown whether this counted ({failure.GetType().FullName}).");
    }

    /// <summary>Makes Orleans serialize no other type of exception.</summary>
    /// <param name="options">Orleans' options.</param>
    public static void Configure(ExceptionSerializationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.SupportedNamespacePrefixes.Clear();
        options.SupportedExceptionTypeFilter = Types.Contains;
    }
}
