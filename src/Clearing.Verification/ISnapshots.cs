using Clearing.Grains;

namespace Clearing.Verification;

/// <summary>The snapshots of sellers that grains keep beside the journal.</summary>
public interface ISnapshots : IDisposable
{
    /// <summary>A seller's snapshot; null if there is none.</summary>
    /// <param name="seller">The seller's id.</param>
    StoredSnapshot? Of(string seller);
}
