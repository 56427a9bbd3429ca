using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;

namespace Clearing.Gateway.Tests;

/// <summary>The metrics that Prometheus reads, their readers, and the dashboard.</summary>
public partial class PrometheusTests(KeyedServer keyed) : IClassFixture<KeyedServer>
{
    [Fact]
    public async Task Bids_are_counted_and_no_measure_names_a_seller_a_market_or_an_amount()
    {
        var market = await keyed.OpenMarket("scraped-market", "{}");
        await keyed.Do("scraped-seller", "POST", "sellers/scraped-seller/bids",
            $$"""{"market":"{{market}}","bid_id":"b","max_fee_micros":8675309411,"max_volume":10}""");

        // An answer is cached for a moment, so the first one may date from before the bid.
        var text = await Patience.Until(
            async () => (await Scrape("ann")).Text,
            text => Regex.IsMatch(text, "clearing_bids_total.*outcome=\"ACCEPTED\""));

        Assert.Contains("clearing_call_duration_seconds_bucket", text);
        Assert.Contains("clearing_commit_duration_seconds_bucket", text);
        Assert.DoesNotContain("scraped-seller", text);
        Assert.DoesNotContain("scraped-market", text);
        Assert.DoesNotContain("8675309411", text);
    }

    [Theory]
    [InlineData("ann", 200)]
    [InlineData("omar", 200)]
    [InlineData("olga", 403)]
    [InlineData("acme", 403)]
    [InlineData(null, 401)]
    public async Task Auditors_and_operators_of_every_region_may_read(string? caller, int status) =>
        Assert.Equal(status, (await Scrape(caller)).Status);

    [Fact]
    public void Every_measure_of_the_dashboard_is_one_that_is_made()
    {
        // The metrics of webhooks are created with the first webhook.
        _ = keyed.Server.Services.GetRequiredService<WebhookMetrics>();
        var made = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) => made.Add(instrument.Name.Replace('.', '_')),
        };
        listener.Start();
        using var stream = GetType().Assembly.GetManifestResourceStream("dashboard.json")!;
        using var reader = new StreamReader(stream);
        var shown = Measure().Matches(reader.ReadToEnd())
            .Select(match => Suffix().Replace(match.Value, "")).Distinct().ToArray();

        Assert.NotEmpty(shown);
        Assert.Empty(shown.Except(made));
    }

    private Task<Reply> Scrape(string? caller) => keyed.Server.Send(
        "GET", "/metrics", null,
        caller is null ? [] : [("Authorization", "Bearer " + keyed.TokenOf(caller))]);

    [GeneratedRegex("(clearing|http_server|dotnet)_[a-z_]+(?=[ \\[\"])")]
    private static partial Regex Measure();

    [GeneratedRegex("(_seconds|_milliseconds|_bytes)?(_total|_bucket|_count)?$")]
    private static partial Regex Suffix();
}
