namespace Clearing.Connect;

/// <summary>
/// Callers get the documented exceptions alone: a lost silo, a rejected message and a type that
/// this process lacks are all an unknown outcome.
/// </summary>
internal sealed class ClientFailures : IOutgoingGrainCallFilter
{
    /// <inheritdoc/>
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (Exception failure) when (!KnownFailures.Contains(failure))
        {
            throw KnownFailures.ForCallers(failure);
        }
    }
}
