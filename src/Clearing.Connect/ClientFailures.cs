namespace Clearing.Connect;

/// <summary>
/// Lets only the documented exceptions reach callers. A lost silo, a rejected message and a type
/// that this process lacks all become an <c>OutcomeUnknownException</c>.
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
