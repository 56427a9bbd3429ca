using System.Runtime.CompilerServices;

namespace Clearing.Benchmarks;

/// <summary>What was measured did not do its work: its time says nothing.</summary>
public sealed class WrongResultException(string message) : Exception(message)
{
    /// <summary>Throws if two results that must be alike are not.</summary>
    public static void Unless(
        bool holds, [CallerArgumentExpression(nameof(holds))] string rule = "")
    {
        if (!holds) { throw new WrongResultException(rule); }
    }
}
