using System.Net;
using System.Reflection;
using Clearing.Pages.Tests.Browser;
using Microsoft.AspNetCore.Components;

namespace Clearing.Pages.Tests;

/// <summary>What pages say about parameters and paths that they cannot show anything for.</summary>
public sealed class ReadingAddresses(ReadingAddresses.OneMarket world)
    : IClassFixture<ReadingAddresses.OneMarket>
{
    private const string Market = "us-east/standard/2026-Q4";

    [Theory]
    [InlineData($"/markets/{Market}?round=x", "round", "x", "a whole number from 1 to 2147483647")]
    [InlineData($"/markets/{Market}?round=2147483648", "round", "2147483648", "from 1 to 2147483647")]
    [InlineData($"/markets/{Market}?round=99999999999999", "round", "99999999999999", "from 1 to 2147483647")]
    [InlineData("/markets?from=abc", "from", "abc", "a whole number from 0 to 2147483647")]
    [InlineData("/markets?from=-1", "from", "-1", "a whole number from 0 to 2147483647")]
    [InlineData("/markets?show=all", "show", "all", "one of live, needs, today, settled")]
    [InlineData("/markets?sort=price", "sort", "price", "one of market, round, clears")]
    [InlineData("/sellers/ann/ledger?until=abc", "until", "abc", "a whole number from 1")]
    [InlineData("/sellers/ann?market=east", "market", "east", "region/storage_type/period")]
    [InlineData("/sellers/ann/statement?market=east", "market", "east", "region/storage_type/period")]
    [InlineData("/sellers/ann/limit?market=east", "market", "east", "region/storage_type/period")]
    [InlineData("/webhooks?market=east", "market", "east", "region/storage_type/period")]
    [InlineData("/inspections?market=east", "market", "east", "region/storage_type/period")]
    [InlineData($"/sellers/ann?market={Market}&award=a1", "award", "a1", "an award of the seller in this market")]
    [InlineData("/sign-in?wrong=x", "wrong", "x", "one of token, role, authority, name")]
    [InlineData("/sign-in?to=https://elsewhere.example", "to", "https://elsewhere.example", "a path of this server")]
    public async Task A_wrong_parameter_is_named_with_its_value_and_what_is_allowed(
        string path, string name, string value, string allowed)
    {
        var text = await Get(path, HttpStatusCode.OK);

        Assert.Contains($"{name} · value {value}", text);
        Assert.Contains(allowed, text);
        Assert.DoesNotContain("INTERNAL_ERROR", text);
        Assert.DoesNotContain("UrlValueConstraint", world.Server.Log.Text);
    }

    [Theory]
    [InlineData("needs", "One market has “us-east” in its name, but it does not need you.")]
    [InlineData("settled", "One market has “us-east” in its name, but it is not settled.")]
    public async Task A_filter_says_whether_the_name_or_the_tab_left_nothing(string tab, string why) =>
        Assert.Contains(why, await Get($"/markets?show={tab}&q=us-east", HttpStatusCode.OK));

    [Fact]
    public async Task A_filter_whose_text_is_in_no_name_says_so() => Assert.Contains(
        "None has “zz” in its name.", await Get("/markets?show=needs&q=zz", HttpStatusCode.OK));

    [Fact]
    public async Task The_page_of_webhooks_names_every_kind_of_event() => Assert.Contains(
        "rounds that are closed, cleared, provisional or voided, alarms",
        await Get("/webhooks", HttpStatusCode.OK));

    // Blazor answers a text that is no number with an exception, so no page lets it read one.
    [Fact]
    public void Every_parameter_of_a_query_is_taken_as_text() => Assert.All(
        typeof(ConsoleHosting).Assembly.GetTypes()
            .SelectMany(type => type.GetProperties(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(property => property.IsDefined(typeof(SupplyParameterFromQueryAttribute))),
        property => Assert.Equal(typeof(string), property.PropertyType));

    [Theory]
    [InlineData("/sellers/a%20b")]
    [InlineData("/sellers/a%20b/ledger")]
    [InlineData("/sellers/a%20b/statement")]
    [InlineData("/sellers/a%20b/limit")]
    [InlineData("/sellers/a%20b/import")]
    [InlineData("/sellers/a%20b/webhooks")]
    public async Task No_seller_can_have_an_impossible_id(string path)
    {
        var text = await Get(path, HttpStatusCode.OK);

        Assert.Contains("No seller can have the id “a b”", text);
        Assert.DoesNotContain("takes part in no market", text);
    }

    [Theory]
    [InlineData("/nothing", HttpStatusCode.NotFound, "There is nothing at this path.", "/nothing")]
    [InlineData("/markets/us-east", HttpStatusCode.NotFound, "NOT_FOUND", "/markets/us-east")]
    [InlineData($"/markets/{Market}?round=1&round=2", HttpStatusCode.BadRequest, "FIELD_INVALID", "only once")]
    [InlineData("/markets?region=zz", HttpStatusCode.BadRequest, "region is no parameter here",
        "known are show, q, sort, from, why.")]
    public async Task A_browser_gets_a_page_of_the_console_where_the_API_answers_with_a_problem(
        string path, HttpStatusCode status, params string[] facts)
    {
        var text = await Get(path, status);

        Assert.Contains("/console/console.css", text);
        Assert.All(facts, fact => Assert.Contains(fact, text));
    }

    [Theory]
    [InlineData("/nothing", "application/json")]
    [InlineData("/v1/nothing", "text/html")]
    public async Task Programs_and_the_API_keep_problem_details(string path, string accept)
    {
        using var client = new HttpClient { BaseAddress = new(world.Server.Url) };
        client.DefaultRequestHeaders.Add("Accept", accept);

        using var answer = await client.GetAsync(path);

        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    private async Task<string> Get(string path, HttpStatusCode expected)
    {
        using var answer = await world.Browser.GetAsync(path);
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>A server with one market, and an operator's browser without scripts.</summary>
    public sealed class OneMarket : IAsyncLifetime
    {
        internal ConsoleServer Server { get; } = new();

        internal HttpClient Browser { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            await Server.Start();
            await Server.Grains.GetGrain<IRoundGrain>(Market).Open(new MarketConfig());
            Browser = new() { BaseAddress = new(Server.Url) };
            Browser.DefaultRequestHeaders.Add("Cookie", "clearing-role=operator%3Aolga");
            Browser.DefaultRequestHeaders.Add("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        }

        public async Task DisposeAsync()
        {
            Browser.Dispose();
            await Server.DisposeAsync();
        }
    }
}
