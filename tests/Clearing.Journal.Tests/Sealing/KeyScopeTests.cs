using Clearing.Sealing;

namespace Clearing.Journal.Tests;

public sealed class KeyScopeTests
{
    [Theory]
    [InlineData("market/r/s/p", "market/r/s/p")]
    [InlineData("webhook/market/r/s/p", "market/r/s/p")]
    [InlineData("seller/a/b", "seller/a/b")]
    [InlineData("webhook/seller/a", "seller/a")]
    [InlineData("zone-seller/r/s/a/b", "seller/a/b")]
    [InlineData("webhook/zone-seller/r/s/a/b", "seller/a/b")]
    [InlineData("webhook/market-seller/r/s/p/a/b", "seller/a/b")]
    [InlineData("webhook/market-seller/r/s/p", null)]
    [InlineData("zone/r/s", null)]
    [InlineData("erased", "erased")]
    [InlineData("erased/7/seller", "erased/7")]
    [InlineData("erased/7/webhook/zone-seller/r/s", "erased/7")]
    [InlineData("directory", null)]
    public void A_stream_is_sealed_with_the_key_of_whom_it_is_about(string stream, string? scope) =>
        Assert.Equal(scope, KeyScope.OfStream(stream));

    [Theory]
    [InlineData("zone/r/s", "erased")]
    [InlineData("market/r/s/p", null)]
    public void What_is_rewritten_in_a_zone_has_the_key_of_the_erasures(string stream, string? scope) =>
        Assert.Equal(scope, KeyScope.OfRewritten(stream));
}
