using Clearing.Grains;

namespace Clearing.Verification;

/// <summary>
/// The snapshots of sellers, and the parts of markets' histories, that grains keep beside the
/// journal.
/// </summary>
public interface ISnapshots : IDisposable
{
    /// <summary>
    /// A seller's snapshot; null if there is none, and one without an account if it cannot be read.
    /// </summary>
    /// <param name="seller">The seller's id.</param>
    StoredSnapshot? Of(string seller);

    /// <summary>
    /// A part of a market's history; null if there is none, and one without events if it cannot be
    /// read.
    /// </summary>
    /// <param name="market">The market's key.</param>
    /// <param name="number">The part's number, from 0.</param>
    StoredPart? PartOf(string market, int number);
}
