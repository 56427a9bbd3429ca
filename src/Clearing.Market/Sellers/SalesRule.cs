namespace Clearing.Market.Sellers;

/// <summary>What a market says about reports of sales; fixed when it is opened.</summary>
/// <param name="CreditsFrom">Where its credits come from.</param>
/// <param name="ReviewAbove">
/// A report of more than this waits for an operator; null if none does.
/// </param>
[GenerateSerializer, Alias("Clearing.SalesRule"), Immutable]
public sealed record SalesRule(CreditSource CreditsFrom, Money? ReviewAbove = null);
