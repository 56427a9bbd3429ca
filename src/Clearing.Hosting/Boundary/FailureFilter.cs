using Clearing.Connect;

namespace Clearing.Hosting;

/// <summary>
/// Lets only the documented exceptions out. Any other becomes an unknown outcome that names its
/// type alone, because its message may quote a bid or a connection string.
/// </summary>
internal sealed class FailureFilter : IIncomingGrainCallFilter
{
    /// <inheritdoc/>
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (Exception failure) when (IsOurs(context) && !KnownFailures.Contains(failure))
        {
            throw KnownFailures.ForCallers(failure);
        }
    }

    private static bool IsOurs(IIncomingGrainCallContext context) =>
        context.InterfaceMethod?.DeclaringType?.Namespace?.StartsWith(
            "Clearing.", StringComparison.Ordinal) == true;
}
