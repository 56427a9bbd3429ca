using System.Reflection;
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
        catch (Exception failure) when (
            failure is NullReferenceException or ArgumentNullException
            && IsOurs(context) && MissingArgument(context) is not null)
        {
            // No grain can do anything with such a call, however often it comes.
            throw new ArgumentNullException(MissingArgument(context));
        }
        catch (Exception failure) when (IsOurs(context) && !KnownFailures.Contains(failure))
        {
            throw KnownFailures.ForCallers(failure);
        }
    }

    private static bool IsOurs(IIncomingGrainCallContext context) =>
        context.InterfaceMethod?.DeclaringType?.Namespace?.StartsWith(
            "Clearing.", StringComparison.Ordinal) == true;

    // The compiler cannot hold callers to what a contract says of null.
    private static string? MissingArgument(IIncomingGrainCallContext context)
    {
        var nullability = new NullabilityInfoContext();
        return context.InterfaceMethod!.GetParameters()
            .FirstOrDefault(parameter =>
                context.Request.GetArgument(parameter.Position) is null
                && nullability.Create(parameter).ReadState == NullabilityState.NotNull)
            ?.Name;
    }
}
