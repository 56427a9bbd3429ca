using System.Collections.Immutable;

namespace Clearing.Contracts;

/// <summary>Every market that was ever opened. Key: <see cref="Key"/>.</summary>
[Alias("Clearing.IMarketDirectoryGrain")]
public interface IMarketDirectoryGrain : IGrainWithStringKey
{
    /// <summary>The key of the one directory.</summary>
    const string Key = "markets";

    /// <summary>Returns the markets' keys in ordinal order.</summary>
    /// <param name="region">Only markets of this region; null for all regions.</param>
    [Alias("List")]
    [May(Role.Everyone, Scope.Roles)]
    Task<ImmutableArray<string>> List(string? region = null);
}
