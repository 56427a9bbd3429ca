using System.Collections.Immutable;

namespace Clearing.Market;

/// <summary>One seller: its markets, awards, fees, sales, credits and ledger balances.</summary>
/// <remarks>Commands decide and change nothing; <see cref="Apply"/> only copies facts.</remarks>
/// <param name="seller">The seller's id.</param>
public sealed class SellerAccount(string seller)
{
    /// <summary>The seller's id.</summary>
    public string Seller { get; } = seller;

    /// <summary>The markets the seller has sent bids to or holds awards in, by key.</summary>
    public ImmutableArray<string> Markets => throw new NotImplementedException();

    /// <summary>Notes that the seller takes part in a market; no event if it already does.</summary>
    public ImmutableArray<SellerEvent> Join(string market) => throw new NotImplementedException();

    /// <summary>Accepts a notice: once, in rising sequence; one already accepted gives no event.</summary>
    public ImmutableArray<SellerEvent> Accept(Notice notice) => throw new NotImplementedException();

    /// <summary>Decides on a report of sales. The same report again gets its first answer.</summary>
    public Decision<ReportStatus, SellerEvent> Report(SalesReport report) => throw new NotImplementedException();

    /// <summary>Decides on a report of use. The same report again gets its first answer.</summary>
    public Decision<ReportStatus, SellerEvent> Report(UseReport report) => throw new NotImplementedException();

    /// <summary>Decides on a correction. The same one again gets its first answer.</summary>
    public Decision<ReportStatus, SellerEvent> Correct(Correction correction) => throw new NotImplementedException();

    /// <summary>Sets a base allocation; no event if it is so already.</summary>
    public ImmutableArray<SellerEvent> SetBase(BaseAllocation allocation) => throw new NotImplementedException();

    /// <summary>The base allocation in a region and storage type; 0 if none was set.</summary>
    public CubicFeet BaseOf(string region, string storageType) => throw new NotImplementedException();

    /// <summary>Base plus what the seller holds of its awards in a market.</summary>
    public CubicFeet AllocationIn(string market) => throw new NotImplementedException();

    /// <summary>The base allocation that the use of a market earns for the next period.</summary>
    public CubicFeet NextBase(string market) => throw new NotImplementedException();

    /// <summary>The statement of a market; null if the seller never took part.</summary>
    public Statement? Statement(string market) => throw new NotImplementedException();

    /// <summary>The balance of an account in a market, minor units, debit positive.</summary>
    public Money Balance(string market, LedgerAccount account) => throw new NotImplementedException();

    /// <summary>Copies a fact into the state.</summary>
    public void Apply(SellerEvent happened) => throw new NotImplementedException();

    /// <summary>The whole state, for a snapshot: folding the rest of the stream onto it is the same.</summary>
    public SellerSnapshot Snapshot() => throw new NotImplementedException();

    /// <summary>The account as it was at a snapshot.</summary>
    public static SellerAccount From(SellerSnapshot snapshot) => throw new NotImplementedException();
}
