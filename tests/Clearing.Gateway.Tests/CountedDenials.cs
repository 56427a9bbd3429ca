using Clearing.Grains.Audit;
using Microsoft.Extensions.DependencyInjection;

namespace Clearing.Gateway.Tests;

/// <summary>What a server has counted of denied calls and not kept yet.</summary>
internal static class CountedDenials
{
    /// <summary>How many calls it has counted of a caller, or of all callers.</summary>
    internal static long Of(IServiceProvider server, string? caller = null)
    {
        var calls = server.GetRequiredService<DeniedCalls>();
        var taken = calls.Take();
        calls.PutBack(taken);
        return taken.SelectMany(minute => minute.Rows)
            .Where(row => caller is null || row.Caller == caller).Sum(row => row.Count);
    }
}
