namespace Clearing.Gateway;

/// <summary>Names why the outcome of a call is unknown, without a text that may quote a bid.</summary>
internal static class NoAnswers
{
    private const string SaidBySilo = "a silo says that the outcome is unknown";

    /// <summary>The type of the cause; a grain's own failure comes without one.</summary>
    /// <param name="failure">The failure of the call.</param>
    public static string Cause(Exception failure) =>
        failure.InnerException?.GetType().Name ?? SaidBySilo;
}
