using System.Collections.Immutable;

namespace Clearing.Contracts;

/// <summary>Every market that was ever opened. Key: <see cref="Key"/>.</summary>
[Alias("Clearing.IMarketDirectoryGrain")]
public interface IMarketDirectoryGrain : IGrainWithStringKey
{
    /// <summary>The key of the one directory.</summary>
    const string Key = "markets";

    /// <summary>The markets' keys in ordinal order, all or those of one region.</summary>
    /// <param name="region">A region; null for all.</param>
    [Alias("List")]
    [May(Role.Everyone, Scope.Roles)]
    Task<ImmutableArray<string>> List(string? region = null);
}
