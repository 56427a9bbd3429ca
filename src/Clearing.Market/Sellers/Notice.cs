using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Clearing.Market.Curtailments;

namespace Clearing.Market.Sellers;

/// <summary>
/// What a market tells one seller after a clearing or a curtailment, or at settlement.
/// </summary>
/// <param name="Market">The market, <c>region/storageType/period</c>.</param>
/// <param name="Seller">Whom it is for.</param>
/// <param name="Number">
/// The number of the market's announcement, from 1: each cleared round and each curtailment is one,
/// and the settlement is the last. A seller accepts each number once, in ascending order; a repeated
/// notice changes nothing.
/// </param>
/// <param name="Round">The round that was cleared; otherwise the last one before it.</param>
/// <param name="Terms">What the seller's money is computed with.</param>
/// <param name="Awards">What the seller won in this round.</param>
/// <param name="Releases">What the round took of awards the seller had offered back.</param>
/// <param name="RepricedTo">Earlier awards with a higher fee fall to this; null if none
/// does.</param>
/// <param name="Settled">True at settlement: the statement becomes final.</param>
/// <param name="At">
/// When the market was cleared, settled or curtailed; null unless the seller's zone is told too.
/// </param>
/// <param name="Curtailment">
/// What a curtailment took, with the seller's own awards alone; null for other announcements.
/// </param>
[GenerateSerializer, Alias("Clearing.Notice"), Immutable]
public sealed record Notice(
    string Market, string Seller, [property: JsonPropertyName("telling")] int Number, int Round,
    MoneyTerms Terms, ImmutableArray<Award> Awards, ImmutableArray<Release> Releases,
    Fee? RepricedTo, bool Settled,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    DateTimeOffset? At = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    SpaceTaken? Curtailment = null);

/// <summary>The part of a market's configuration on which money depends.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="MinorExponent">Decimal digits of the minor unit, 0 to 6.</param>
/// <param name="CreditRatePpm">Credit earned per million of incremental sales.</param>
/// <param name="CreditCapPpm">The part of the charge that credits may offset, per million.</param>
/// <param name="CreditsFrom">Where its incremental sales come from.</param>
/// <param name="HasZone">
/// Whether a market with typed reports of sales was opened in a configured zone whose periods are of
/// its kind. The zone then knows the space that sellers won there; false in older journals.
/// </param>
[GenerateSerializer, Alias("Clearing.MoneyTerms"), Immutable]
public sealed record MoneyTerms(
    string Currency, int MinorExponent, int CreditRatePpm, int CreditCapPpm,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    CreditSource CreditsFrom = CreditSource.Report,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    bool HasZone = false)
{
    /// <summary>
    /// Whether each notice goes to the seller's zone before it goes to the seller's account.
    /// </summary>
    [JsonIgnore]
    public bool TellsZone => HasZone || CreditsFrom == CreditSource.Days;
}

/// <summary>Volume granted to one bid in one round.</summary>
/// <param name="Id"><c>bid@round</c>.</param>
/// <param name="BidId">The bid.</param>
/// <param name="Seller">The winner.</param>
/// <param name="Round">The round.</param>
/// <param name="Volume">More than 0.</param>
/// <param name="MaxFee">The bid's max fee at the clearing.</param>
/// <param name="RoundFee">The round's fee, at most the max fee.</param>
/// <param name="Complete">True if the bid has got all it asked for.</param>
[GenerateSerializer, Alias("Clearing.Award"), Immutable]
public sealed record Award(
    string Id, string BidId, string Seller, int Round, CubicFeet Volume, Fee MaxFee, Fee RoundFee,
    bool Complete)
{
    /// <summary>The award as operators see it before the settlement: its max fee is sealed.</summary>
    public Award ForOperators() => this with { MaxFee = RoundFee };
}

/// <summary>Relinquished volume of one award that a round granted to someone.</summary>
/// <param name="AwardId">The award it came from, <c>bid@round</c>.</param>
/// <param name="Volume">More than 0.</param>
/// <param name="Seller">Whose award it was; null in rounds of older journals.</param>
[GenerateSerializer, Alias("Clearing.Release"), Immutable]
public readonly record struct Release(string AwardId, CubicFeet Volume, string? Seller = null);
