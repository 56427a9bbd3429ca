using System.Collections.Immutable;

namespace Clearing.Market.Sellers;

/// <summary>What a posting was made for.</summary>
[GenerateSerializer, Alias("Clearing.Cause")]
public enum Cause
{
    /// <summary>Volume was granted.</summary>
    Award = 0,

    /// <summary>A later round granted at a lower fee.</summary>
    Reprice = 1,

    /// <summary>Relinquished volume was granted to someone.</summary>
    Release = 2,

    /// <summary>Sales or returns were reported.</summary>
    Sale = 3,

    /// <summary>The period ended.</summary>
    Settlement = 4,

    /// <summary>An operator corrected a settled statement.</summary>
    Correction = 5,

    /// <summary>Space above the overage limit was used.</summary>
    Overage = 6,

    /// <summary>An operator took space back.</summary>
    Curtailment = 7,
}

/// <summary>The accounts of a seller's ledger in one market.</summary>
[GenerateSerializer, Alias("Clearing.LedgerAccount")]
public enum LedgerAccount
{
    /// <summary>What the seller owes.</summary>
    Receivable = 0,

    /// <summary>Reservation fees at the fee of their own round.</summary>
    ReservationFees = 1,

    /// <summary>Fees given back because later rounds granted lower.</summary>
    RepricingDiscounts = 2,

    /// <summary>Fees given back for released volume.</summary>
    ReleaseDiscounts = 3,

    /// <summary>Performance credits earned: a cost of the program.</summary>
    CreditsGranted = 4,

    /// <summary>Performance credits the seller holds and has not used.</summary>
    CreditsHeld = 5,

    /// <summary>Corrections of settled statements.</summary>
    Corrections = 6,

    /// <summary>Fees for the use of space above the overage limit.</summary>
    OverageFees = 7,

    /// <summary>Fees given back for curtailed volume.</summary>
    CurtailmentDiscounts = 8,

    /// <summary>Compensation of curtailed volume: a cost of the program.</summary>
    CurtailmentCosts = 9,
}

/// <summary>One line of a posting: positive debits, negative credits the account.</summary>
/// <param name="Account">The account.</param>
/// <param name="Amount">Minor units of the market's currency.</param>
[GenerateSerializer, Alias("Clearing.PostingLine"), Immutable]
public readonly record struct PostingLine(LedgerAccount Account, Money Amount);

/// <summary>A double entry: its lines sum to zero and it names its cause.</summary>
/// <param name="Market">The market whose currency it is in.</param>
/// <param name="Cause">What it was made for.</param>
/// <param name="Reference">
/// The award, report, correction, bill, curtailment or (at settlement) market it belongs to.
/// </param>
/// <param name="Lines">Two or more; their amounts sum to zero.</param>
[GenerateSerializer, Alias("Clearing.Posting"), Immutable]
public sealed record Posting(
    string Market, Cause Cause, string Reference, ImmutableArray<PostingLine> Lines);
