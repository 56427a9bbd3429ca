using System.Text;
using Clearing.Sealing;

namespace Clearing.Journal.Tests;

public sealed class ChainLinkTests
{
    private const string Stream = "market/us-east/standard/2026-Q4";

    // Another program computed both links, with Python's hashlib.
    [Fact]
    public void A_chain_has_the_links_that_the_format_says()
    {
        var opened = ChainLink.After(
            ChainLink.Start.Span, new(Stream, 1, "market_opened"), "{}"u8);
        Assert.Equal(
            "9776f1f5dcaa9c25c30574bb56ff69d23e699620c12fed33ffac68305189ca29",
            Convert.ToHexStringLower(opened));

        var amended = ChainLink.After(opened, new(Stream, 2, "bid_amended"), Encoding.UTF8.GetBytes(
            """{"sealed":"AQMAAACgoaKjpKWmp6ipqqvmH3wtRbAg3kBftq4HesDecKxZEJK3QmycDiaGf6t1AdJ2"""
            + """R/+vIlM9X5wEyAl6g/lHG0ZIYtAafkFeC16kcIWw/zClGOkKKdxbYLJiXMpaeA=="}"""));
        Assert.Equal(
            "8c06a30e62276a3ca2a4c577a2d367360666da57c3183a2de935f14b7affd9aa",
            Convert.ToHexStringLower(amended));
    }

    [Fact]
    public void A_link_depends_on_all_that_it_stands_for()
    {
        var place = new SealedPlace(Stream, 2, "bid_amended");
        byte[] Link(SealedPlace at, byte before, string payload) => ChainLink.After(
            Enumerable.Repeat(before, 32).ToArray(), at, Encoding.UTF8.GetBytes(payload));
        byte[][] links =
        [
            Link(place, 0, "{}"),
            Link(place, 1, "{}"),
            Link(place with { Stream = Stream + "x" }, 0, "{}"),
            Link(place with { Version = 3 }, 0, "{}"),
            Link(place with { Type = "bid_amende" }, 0, "{}"),
            Link(place, 0, "{ }"),
        ];

        Assert.Equal(links.Length, links.Select(Convert.ToHexString).Distinct().Count());
    }
}
