namespace Clearing.Gateway.Tests;

/// <summary>The lists of a market are the same whether they are read at once or page by page.</summary>
public sealed class PagesTests(PagesTests.Lists lists) : IClassFixture<PagesTests.Lists>
{
    [Theory]
    [InlineData("markets/{0}/proposals", "proposals")]
    [InlineData("markets/{0}/inspections", "inspections")]
    [InlineData("markets/{0}/rounds/1/awards", "awards")]
    [InlineData("markets/{0}/rounds/2/offers", "offers")]
    [InlineData("markets/{0}/audit", "acts")]
    [InlineData("sellers/acme/markets/{0}/rounds/1/proof", "rows", "acme")]
    [InlineData("sellers/acme/sales?market={0}", "reports")]
    [InlineData("sellers/acme/awards?market={0}", "awards")]
    public async Task A_list_comes_in_pages_of_one(
        string path, string list, string caller = "ann")
    {
        var whole = await Pages.Same(
            at => lists.Server.As(caller, "GET", at), path.Replace("{0}", lists.Market), list);

        Assert.True(whole.Count >= 2, whole.ToJsonString());
    }

    /// <summary>A market where each list has at least two entries.</summary>
    public sealed class Lists : IAsyncLifetime
    {
        internal KeyedServer Server { get; } = new();

        internal string Market { get; private set; } = "";

        public async Task InitializeAsync()
        {
            await Server.InitializeAsync();
            Market = await Server.OpenMarket("pages", """{"lot":10}""");
            foreach (var id in new[] { "a", "b" })
            {
                await Act("acme", "sellers/acme/bids",
                    $$"""{"market":"{{Market}}","bid_id":"{{id}}","max_fee_micros":5,"max_volume":20}""");
                await Act("olga", $"markets/{Market}/inspections",
                    $$"""{"inspection_id":"{{id}}","reason":"complaint"}""");
            }
            await Act("olga", $"markets/{Market}/rounds/1/clear", """{"capacity_delta":40}""");
            var won = await Patience.Until(
                () => Server.As("acme", "GET", $"sellers/acme/statement?market={Market}"),
                statement => statement.Json["awards"]?.AsArray().Count == 2);
            foreach (var award in won.Json["awards"]!.AsArray())
            {
                await Act("acme", "sellers/acme/sales",
                    $$"""{"market":"{{Market}}","report_id":"{{award!["bid_id"]}}","incremental_minor":7}""");
                await Act("acme", "sellers/acme/relinquishments", $$"""
                    {"market":"{{Market}}","relinquishment_id":"{{award["bid_id"]}}",
                     "award_id":"{{award["award_id"]}}","volume":10}
                    """);
            }
            await Act("olga", $"markets/{Market}/rounds/2/clear", "{}");
            foreach (var id in new[] { "a", "b" })
            {
                await Act("olga", $"markets/{Market}/proposals",
                    $$"""{"proposal_id":"{{id}}","reason":"done","settle":true}""");
                await Act("olga", $"markets/{Market}/proposals/{id}/withdraw", "");
            }
        }

        public Task DisposeAsync() => Server.DisposeAsync();

        private Task Act(string caller, string path, string body) => Server.Do(caller, "POST", path, body);
    }
}
