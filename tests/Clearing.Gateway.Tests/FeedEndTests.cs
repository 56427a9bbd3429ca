using System.Net.Http.Headers;

namespace Clearing.Gateway.Tests;

/// <summary>What a token pays for ends with the token.</summary>
public class FeedEndTests(KeyedServer keyed) : IClassFixture<KeyedServer>
{
    [Theory]
    [InlineData("market")]
    [InlineData("seller")]
    public async Task A_feed_ends_with_its_token_though_calls_are_accepted_a_little_longer(string source)
    {
        var market = await keyed.OpenMarket($"ends-{source}", "{}");
        var path = source == "market"
            ? $"/v1/markets/{market}/feed"
            : $"/v1/sellers/acme/markets/{market}/feed";
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(keyed.Server.Address, path));
        message.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer", keyed.ShortToken("acme", TimeSpan.Zero));
        using var answer = await keyed.Server.Http.SendAsync(
            message, HttpCompletionOption.ResponseHeadersRead);
        await answer.Content.ReadAsStringAsync().WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(200, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData(-60, 0)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(900, 900)]
    [InlineData(3_456_000, 3_456_000)]
    [InlineData(3_456_001, 3_456_000)]
    [InlineData(2_000_000_000, 3_456_000)]
    public void A_feed_ends_when_its_token_expires_and_after_40_days_at_the_latest(
        long expiresIn, long seconds)
    {
        var clock = new Stopped();

        Assert.Equal(
            TimeSpan.FromSeconds(seconds),
            Feeds.Left(clock.GetUtcNow() + TimeSpan.FromSeconds(expiresIn), clock));
    }

    private sealed class Stopped : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;
    }
}
