using Clearing.Contracts;
using Orleans.Serialization;

namespace Clearing.Connect;

/// <summary>The exceptions that cross a call; any other becomes an unknown outcome.</summary>
public static class KnownFailures
{
    private static readonly HashSet<Type> Types =
    [
        typeof(OutcomeUnknownException), typeof(AccessDeniedException), typeof(TimeoutException),
        typeof(ArgumentException), typeof(ArgumentOutOfRangeException),
        typeof(ArgumentNullException),
        typeof(OperationCanceledException), typeof(TaskCanceledException),
    ];

    /// <summary>True if an exception crosses as itself.</summary>
    /// <param name="failure">The exception.</param>
    public static bool Contains(Exception failure) => Types.Contains(failure?.GetType()!);

    /// <summary>
    /// An exception as callers see it: itself, or an unknown outcome that names its kind.
    /// </summary>
    /// <remarks>
    /// The text of an unknown exception may quote a bid or a password: it stays behind.
    /// </remarks>
    /// <param name="failure">The exception.</param>
    public static Exception ForCallers(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return Contains(failure) ? failure : new OutcomeUnknownException(
            $"Whether this counted is unknown ({failure.GetType().FullName}). Send the same command again.");
    }

    /// <summary>Lets no other type of exception be written or read.</summary>
    /// <param name="options">Orleans' options.</param>
    public static void Configure(ExceptionSerializationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.SupportedNamespacePrefixes.Clear();
        options.SupportedExceptionTypeFilter = Types.Contains;
    }
}
