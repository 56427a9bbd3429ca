using System.Collections.Immutable;

namespace Clearing.Contracts;

/// <summary>
/// The record of acts on keys, and of calls that were denied. Key: <see cref="Key"/>.
/// </summary>
[Alias("Clearing.IAuditGrain")]
public interface IAuditGrain : IGrainWithStringKey
{
    /// <summary>The key of the one record.</summary>
    const string Key = "audit";

    /// <summary>A page of the acts on keys and of erasures, oldest first.</summary>
    /// <param name="after">The number of the last entry already seen; 0 from the start.</param>
    /// <param name="most">1 to 10_000 entries.</param>
    [Alias("Keys")]
    [May(Role.Auditor, Scope.Roles)]
    Task<ImmutableArray<AuditEntry>> Keys(long after, int most);

    /// <summary>A page of the denied calls, oldest first; the last minute may be missing.</summary>
    /// <param name="after">The number of the last row already seen; 0 from the start.</param>
    /// <param name="most">1 to 10_000 rows.</param>
    [Alias("Denied")]
    [May(Role.Auditor, Scope.Roles)]
    Task<ImmutableArray<DeniedCall>> Denied(long after, int most);

    /// <summary>
    /// Counts a call of the caller that a gateway denied. It is kept within a minute or two, and
    /// lost if the silo ends before.
    /// </summary>
    /// <param name="code">The code of the refusal: <c>FORBIDDEN</c>.</param>
    [Alias("Note")]
    [May(Role.Everyone, Scope.Roles)]
    Task Note(string code);
}
