using System.Collections.Immutable;
using Clearing.Market;

namespace Clearing.Contracts;

/// <summary>The answer to a backtest.</summary>
/// <param name="Status">Replayed, or why not.</param>
/// <param name="Found">What was found; null if the market was not replayed.</param>
[GenerateSerializer, Alias("Clearing.BacktestReceipt"), Immutable]
public sealed record BacktestReceipt(ReplayStatus Status, MarketComparison? Found = null);

/// <summary>A market as recorded and under other rules; bids held fixed.</summary>
/// <param name="Market">The market.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="MinorExponent">Decimal digits of money.</param>
/// <param name="Rounds">Its rounds, by number.</param>
/// <param name="Sellers">Its sellers that hold an award under either, by id.</param>
/// <param name="NotApplicable">Commands that could not be repeated under the other rules.</param>
/// <param name="BracketPpm">
/// What the new charge is multiplied with, per million, if sellers answer the other rules as they
/// do in the lab's equilibria.
/// </param>
[GenerateSerializer, Alias("Clearing.MarketComparison"), Immutable]
public sealed record MarketComparison(
    string Market, string Currency, int MinorExponent, ImmutableArray<RoundComparison> Rounds,
    ImmutableArray<SellerComparison> Sellers, int NotApplicable, int BracketPpm);

/// <summary>A round as recorded and under other rules.</summary>
/// <param name="Round">Its number.</param>
/// <param name="OldFee">The recorded round fee; null without an award.</param>
/// <param name="NewFee">The other one.</param>
/// <param name="OldFinalFee">What its awards paid after all rounds.</param>
/// <param name="NewFinalFee">What they would have paid.</param>
/// <param name="OldGranted">Cubic feet that were granted.</param>
/// <param name="NewGranted">Cubic feet that would have been.</param>
[GenerateSerializer, Alias("Clearing.RoundComparison"), Immutable]
public sealed record RoundComparison(
    int Round, Fee? OldFee, Fee? NewFee, Fee? OldFinalFee, Fee? NewFinalFee, CubicFeet OldGranted,
    CubicFeet NewGranted);

/// <summary>A seller as recorded and under other rules.</summary>
/// <param name="Seller">The seller.</param>
/// <param name="OldVolume">Cubic feet it was liable for.</param>
/// <param name="NewVolume">Cubic feet it would have been liable for.</param>
/// <param name="OldCharge">What it was charged.</param>
/// <param name="NewCharge">What it would have been charged.</param>
/// <param name="OldCredit">The credit that was applied.</param>
/// <param name="NewCredit">The credit that would have been.</param>
/// <param name="OldCompensation">What it got for space that curtailments took.</param>
/// <param name="NewCompensation">What it would have got.</param>
[GenerateSerializer, Alias("Clearing.SellerComparison"), Immutable]
public sealed record SellerComparison(
    string Seller, CubicFeet OldVolume, CubicFeet NewVolume, Money OldCharge, Money NewCharge,
    Money OldCredit, Money NewCredit, Money OldCompensation, Money NewCompensation)
{
    /// <summary>What it owed net of credits and compensation.</summary>
    public Money OldNet => OldCharge - OldCredit - OldCompensation;

    /// <summary>What it would have owed.</summary>
    public Money NewNet => NewCharge - NewCredit - NewCompensation;
}
