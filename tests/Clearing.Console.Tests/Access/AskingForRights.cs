using Clearing.Contracts;
using Clearing.Gateway;
using Clearing.Pages.Access;
using Clearing.Silo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Clearing.Pages.Tests.Access;

public sealed class AskingForRights : IAsyncLifetime
{
    private const string Market = "us-east/standard/2026-Q4";
    private static readonly Caller Shop = new(new CallerClaims(Role.Seller, "shop", []));
    private static readonly Caller East = new(new CallerClaims(Role.Operator, "olga", ["us-east"]));
    private static readonly Caller West = new(new CallerClaims(Role.Operator, "otto", ["us-west"]));
    private static readonly Caller Auditor = new(new CallerClaims(Role.Auditor, "ann", []));

    private readonly WebApplication _server =
        Server.Create(["--environment", "Development", "--Journal:Provider", "Memory", "--urls", "http://127.0.0.1:0"]);

    private Permits Permits => _server.Services.GetRequiredService<Permits>();

    public Task InitializeAsync() => _server.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public void Every_permit_is_an_endpoint_of_the_API()
    {
        foreach (var permit in Permit.All()) { Permits.Allow(permit, Auditor, "shop", Market); }
    }

    [Fact]
    public void Nobody_but_a_seller_sees_its_bids()
    {
        Assert.True(Permits.Allow(Permit.Bids, Shop, "shop", Market));
        Assert.False(Permits.Allow(Permit.Bids, Shop, "other", Market));
        Assert.False(Permits.Allow(Permit.Bids, East, "shop", Market));
        Assert.False(Permits.Allow(Permit.Bids, Auditor, "shop", Market));
    }

    [Fact]
    public void An_operator_acts_in_its_regions_alone_and_an_auditor_nowhere()
    {
        Assert.True(Permits.Allow(Permit.Clear, East, null, Market));
        Assert.False(Permits.Allow(Permit.Clear, West, null, Market));
        Assert.False(Permits.Allow(Permit.Clear, Auditor, null, Market));
        Assert.False(Permits.Allow(Permit.Clear, Shop, null, Market));
    }

    [Fact]
    public void Every_endpoint_of_the_console_is_marked_as_such()
    {
        var unmarked = ((IEndpointRouteBuilder)_server).DataSources.SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ConsoleMark>() is null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Where(path => !new[] { "/v1", "/openapi", "/health", "/metrics" }.Any(path.StartsWith));

        Assert.Empty(unmarked);
    }
}
