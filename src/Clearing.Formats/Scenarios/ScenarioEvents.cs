namespace Clearing.Formats;

/// <summary>Something that happened in a scenario.</summary>
/// <param name="Market">The market's label; empty in a scenario of one market.</param>
public abstract record ScenarioEvent(string Market);

/// <summary>A seller placed a bid.</summary>
/// <param name="Market">The market's label; empty in a scenario of one market.</param>
/// <param name="Bid">The bid.</param>
public sealed record SubmitEvent(string Market, Bid Bid) : ScenarioEvent(Market);

/// <summary>The bid's seller amended it; null members stay unchanged.</summary>
/// <param name="Market">The market's label; empty in a scenario of one market.</param>
/// <param name="BidId">The bid to change.</param>
/// <param name="MaxFee">The new max fee.</param>
/// <param name="MaxVolume">The new max volume.</param>
/// <param name="MinVolume">The new min volume.</param>
/// <param name="TimeInForce">The new time in force.</param>
public sealed record AmendEvent(
    string Market, string BidId, Fee? MaxFee = null, CubicFeet? MaxVolume = null,
    CubicFeet? MinVolume = null, TimeInForce? TimeInForce = null) : ScenarioEvent(Market);

/// <summary>The bid's seller closed its rest.</summary>
/// <param name="Market">The market's label; empty in a scenario of one market.</param>
/// <param name="BidId">The bid to close.</param>
public sealed record CancelEvent(string Market, string BidId) : ScenarioEvent(Market);

/// <summary>The award's seller offered back volume of it.</summary>
/// <param name="Market">The market's label; empty in a scenario of one market.</param>
/// <param name="AwardId">The award, <c>bid@round</c>.</param>
/// <param name="Volume">The volume offered.</param>
public sealed record RelinquishEvent(string Market, string AwardId, CubicFeet Volume)
    : ScenarioEvent(Market);

/// <summary>A round was closed and cleared.</summary>
/// <param name="Market">The market's label; empty in a scenario of one market.</param>
/// <param name="Terms">Its terms.</param>
public sealed record ClearEvent(string Market, RoundTerms Terms) : ScenarioEvent(Market);

/// <summary>A seller reported incremental sales or returns.</summary>
/// <param name="Market">The market's label; empty in a scenario of one market.</param>
/// <param name="Seller">The seller.</param>
/// <param name="Incremental">Minor units of the market's currency; negative for returns.</param>
/// <param name="Report">The report's id, which a review can name; null for a new id.</param>
public sealed record SalesEvent(
    string Market, string Seller, Money Incremental, string? Report = null)
    : ScenarioEvent(Market);

/// <summary>The operator confirmed, held or disputed a sales report.</summary>
/// <param name="Market">The market's label; empty in a scenario of one market.</param>
/// <param name="Seller">The seller.</param>
/// <param name="Report">The report's id.</param>
/// <param name="State">The report's new state.</param>
public sealed record ReviewEvent(string Market, string Seller, string Report, SalesState State)
    : ScenarioEvent(Market);

/// <summary>An entry that is no valid event and is listed as rejected.</summary>
/// <param name="Market">The market's label; empty in a scenario of one market.</param>
/// <param name="Reason">Why, in capitals with underscores.</param>
public sealed record MalformedEvent(string Market, string Reason) : ScenarioEvent(Market);
