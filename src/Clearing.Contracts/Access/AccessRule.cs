using Clearing.Market.Erasing;

namespace Clearing.Contracts;

/// <summary>Decides whether a caller may call a grain's method.</summary>
/// <remarks>
/// Silos apply this rule to every call; the gateway checks the same roles at its endpoints. Nobody
/// acts for a seller that was erased, or has the id of one.
/// </remarks>
public static class AccessRule
{
    private const string OfSeller = "seller/";
    private const string OfMarket = "market/";
    private const string OfZoneSeller = "zone-seller/";
    private const string OfMarketSeller = "market-seller/";

    /// <summary>True if the call may run.</summary>
    /// <param name="caller">The caller; null without a valid token.</param>
    /// <param name="may">
    /// The method's rights; null if it has none, in which case nobody may call it.
    /// </param>
    /// <param name="key">The grain's key.</param>
    /// <param name="argument">The method's first argument; null if there is none.</param>
    /// <param name="isSettled">True if the grain is a market that is settled.</param>
    public static bool Allows(
        CallerClaims? caller, MayAttribute? may, string key, object? argument, bool isSettled)
    {
        if (may is null) { return false; }
        if (may.Roles.HasFlag(Role.Anonymous)) { return true; }
        if (caller is null) { return false; }
        if (SurrogateRule.IsErased(SellerOf(may.Scope, key, argument))) { return false; }
        if (caller.IsLocal) { return true; }
        var allowed = isSettled ? may.Roles | may.OnceSettled : may.Roles;
        // What a seller does to its own bids stays sealed for everyone else.
        if (may.Scope == Scope.Source && key.StartsWith(OfMarketSeller, StringComparison.Ordinal))
        {
            allowed &= Role.Seller;
        }
        var roles = allowed & caller.Roles;
        return roles.HasFlag(Role.Auditor)
            || (roles.HasFlag(Role.Seller) && IsOwn(caller, may.Scope, key, argument))
            || (roles.HasFlag(Role.Operator) && (IsPublic(allowed, may.Scope)
                || caller.Operates(RegionOf(may.Scope, key, argument))));
    }

    // Operators of other regions may read all that every seller may read.
    private static bool IsPublic(Role allowed, Scope scope) =>
        scope == Scope.Roles
            || (scope is Scope.Market or Scope.Zone && allowed.HasFlag(Role.Everyone));

    private static bool IsOwn(
        CallerClaims caller, Scope scope, string key, object? argument) => scope switch
        {
            Scope.Seller or Scope.SellerInRegion or Scope.Source or Scope.ZoneSeller
                or Scope.SellerInMarket => SellerOf(scope, key, argument) == caller.Subject,
            _ => true,
        };

    // The seller that a call is about; null if it is about none.
    private static string? SellerOf(Scope scope, string key, object? argument) => scope switch
    {
        Scope.Seller or Scope.SellerInRegion => key,
        Scope.Source when key.StartsWith(OfZoneSeller, StringComparison.Ordinal) =>
            SellerInZone(key[OfZoneSeller.Length..]),
        Scope.Source when key.StartsWith(OfMarketSeller, StringComparison.Ordinal) =>
            SellerInMarket(key[OfMarketSeller.Length..]),
        Scope.Source when key.StartsWith(OfSeller, StringComparison.Ordinal) =>
            key[OfSeller.Length..],
        Scope.ZoneSeller => SellerInZone(key),
        Scope.SellerInMarket => argument as string,
        _ => null,
    };

    private static string? RegionOf(Scope scope, string key, object? argument) => scope switch
    {
        Scope.Market or Scope.SellerInMarket => RegionOfMarket(key),
        Scope.Source when key.StartsWith(OfMarket, StringComparison.Ordinal) =>
            RegionOfMarket(key[OfMarket.Length..]),
        Scope.Source when key.StartsWith(OfZoneSeller, StringComparison.Ordinal) =>
            key.Split('/')[1],
        Scope.Zone or Scope.ZoneSeller => key.Split('/')[0],
        Scope.SellerInRegion => argument switch
        {
            string market => RegionOfMarket(market),
            Correction correction => RegionOfMarket(correction.Market),
            BaseAllocation allocation => allocation.Region,
            _ => null,
        },
        _ => null,
    };

    private static string? SellerInZone(string key) =>
        key.Split('/', 3) is [_, _, var seller] ? seller : null;

    private static string? SellerInMarket(string key) =>
        key.Split('/', 4) is [_, _, _, var seller] ? seller : null;

    private static string? RegionOfMarket(string? market) =>
        MarketKey.TryParse(market, out var key) ? key.Region : null;
}
