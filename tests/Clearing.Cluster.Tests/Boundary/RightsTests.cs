using System.Reflection;
using Clearing.Contracts;

namespace Clearing.Cluster.Tests.Boundary;

/// <summary>The rule of who may call a grain's method.</summary>
public sealed class RightsTests
{
    private const string East = "east/standard/2026-Q4";
    private static readonly CallerClaims Acme = new(Role.Seller, "acme", []);
    private static readonly CallerClaims Olga = new(Role.Operator, "olga", ["east"]);
    private static readonly CallerClaims Ann = new(Role.Auditor, "ann", []);

    [Fact]
    public void Every_method_that_clients_can_reach_says_who_may_call_it()
    {
        var silent =
            from contract in typeof(ISellerGrain).Assembly.GetTypes()
            where contract.IsInterface && typeof(IGrain).IsAssignableFrom(contract)
            from method in contract.GetMethods()
            where method.GetCustomAttribute<MayAttribute>() is null
            select $"{contract.Name}.{method.Name}";

        Assert.Empty(silent);
    }

    [Fact]
    public void A_method_without_rights_is_refused_even_to_an_operator_of_all_regions() =>
        Assert.False(AccessRule.Allows(CallerClaims.Local, null, "acme", null, isSettled: true));

    [Theory]
    [InlineData(Scope.Seller, "Acme")]
    [InlineData(Scope.Source, "seller/ACME")]
    [InlineData(Scope.Source, "market-seller/east/standard/2026-Q4/ACME")]
    [InlineData(Scope.ZoneSeller, "east/standard/Acme")]
    public void A_seller_of_the_same_name_in_other_letters_is_another_one(Scope scope, string key) =>
        Assert.False(Allows(Acme, new(Role.Seller, scope), key));

    [Theory]
    [InlineData(Role.Seller, Scope.Seller, "acme")]
    [InlineData(Role.Seller, Scope.ZoneSeller, "east/standard/acme")]
    [InlineData(Role.Operator, Scope.Market, East)]
    [InlineData(Role.Auditor, Scope.Market, East)]
    public void Where_no_keys_are_configured_a_caller_acts_for_every_seller_and_operator(
        Role role, Scope scope, string key) => Assert.True(
            Allows(CallerClaims.Local, new(role, scope), key));

    [Fact]
    public void A_token_of_a_seller_who_is_named_like_the_local_caller_gives_no_more_than_others() =>
        Assert.False(Allows(
            new(Role.Seller, CallerClaims.Local.Subject, []), new(Role.Seller, Scope.Seller), "acme"));

    [Theory]
    [InlineData("acme", true)]
    [InlineData("Acme", false)]
    [InlineData("acme ", false)]
    [InlineData("bob", false)]
    public void A_seller_is_itself_to_the_letter(string key, bool allowed) => Assert.Equal(
        allowed, Allows(Acme, new(Role.Seller, Scope.Seller), key));

    [Theory]
    [InlineData(East, true)]
    [InlineData("EAST/standard/2026-Q4", false)]
    [InlineData("west/standard/2026-Q4", false)]
    [InlineData("east", false)]
    public void An_operator_acts_in_its_region_to_the_letter(string market, bool allowed) => Assert.Equal(
        allowed, Allows(Olga, new(Role.Operator, Scope.Market), market));

    [Theory]
    [InlineData("seller/acme", true, false)]
    [InlineData("seller/bob", false, false)]
    [InlineData("market/" + East, false, true)]
    [InlineData("market/west/standard/2026-Q4", false, false)]
    [InlineData("market-seller/west/standard/2026-Q4/acme", true, false)]
    [InlineData("market-seller/west/standard/2026-Q4/bob/acme", false, false)]
    [InlineData("market-seller/west/standard/acme", false, false)]
    public void Webhooks_belong_to_their_source(string key, bool toAcme, bool toOlga)
    {
        var may = new MayAttribute(Role.Seller | Role.Operator, Scope.Source);

        Assert.Equal((toAcme, toOlga), (Allows(Acme, may, key), Allows(Olga, may, key)));
    }

    [Fact]
    public void Only_the_seller_gets_the_events_of_its_own_bids()
    {
        const string Key = "market-seller/east/standard/2026-Q4/acme";
        var may = new MayAttribute(Role.Everyone, Scope.Source) { OnceSettled = Role.Everyone };

        Assert.True(Allows(Acme, may, Key));
        Assert.False(Allows(Olga, may, Key));
        Assert.False(Allows(Ann, may, Key));
    }

    [Theory]
    [InlineData("acme", true)]
    [InlineData("bob", false)]
    [InlineData(null, false)]
    public void A_seller_lists_the_inspections_of_its_own_bids(string? seller, bool allowed) =>
        Assert.Equal(allowed, AccessRule.Allows(
            Acme, new(Role.Everyone, Scope.SellerInMarket), East, seller, isSettled: true));

    [Theory]
    [InlineData(Scope.Seller, "erased-1", null)]
    [InlineData(Scope.SellerInRegion, "erased-1", East)]
    [InlineData(Scope.Source, "seller/erased-1", null)]
    [InlineData(Scope.Source, "zone-seller/east/standard/erased-1", null)]
    [InlineData(Scope.Source, "market-seller/east/standard/2026-Q4/erased-1", null)]
    [InlineData(Scope.ZoneSeller, "east/standard/erased-1", null)]
    [InlineData(Scope.SellerInMarket, East, "erased-1")]
    public void Nobody_acts_for_an_erased_seller_or_under_its_id(
        Scope scope, string key, string? argument)
    {
        var may = new MayAttribute(Role.Everyone, scope);
        CallerClaims[] callers = [new(Role.Seller, "erased-1", []), Olga, Ann, CallerClaims.Local];

        Assert.All(callers, caller => Assert.False(
            AccessRule.Allows(caller, may, key, argument, isSettled: false)));
    }

    [Fact]
    public void A_closed_book_is_for_auditors_and_once_settled_for_all()
    {
        var may = new MayAttribute(Role.Auditor, Scope.Market) { OnceSettled = Role.Everyone };

        Assert.True(Allows(Ann, may, East));
        Assert.False(Allows(Acme, may, East));
        Assert.True(AccessRule.Allows(Acme, may, East, null, isSettled: true));
    }

    private static bool Allows(CallerClaims caller, MayAttribute may, string key) =>
        AccessRule.Allows(caller, may, key, null, isSettled: false);
}
