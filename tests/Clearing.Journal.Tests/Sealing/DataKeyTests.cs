using System.Security.Cryptography;
using System.Text;
using Clearing.Sealing;

namespace Clearing.Journal.Tests;

/// <summary>A box opens with its key at its place, unchanged, and in no other way.</summary>
public sealed class DataKeyTests : IDisposable
{
    private static readonly SealedPlace Place =
        new("market/us-east/standard/2026-Q4", 7, "bid_amended");

    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(n => (byte)n)];
    private readonly DataKey _key = new(3, Secret);

    public void Dispose() => _key.Dispose();

    // Another program computed the text, with Python's cryptography package.
    [Fact]
    public void A_box_has_the_bytes_that_the_format_says()
    {
        var box = _key.Seal(Place, Padding.OfJson("""{"a":1}"""u8), new CountedSecrets(0xA0));

        Assert.Equal(
            """{"sealed":"AQMAAACgoaKjpKWmp6ipqqvmH3wtRbAg3kBftq4HesDecKxZEJK3QmycDiaGf6t1AdJ2"""
            + """R/+vIlM9X5wEyAl6g/lHG0ZIYtAafkFeC16kcIWw/zClGOkKKdxbYLJiXMpaeA=="}""",
            Encoding.UTF8.GetString(box));
        Assert.Equal(3u, SealedText.KeyNumberOf(box));
    }

    // Computed by the same program.
    [Fact]
    public void A_box_of_a_stream_that_is_sealed_as_a_whole_says_so_and_is_bound_to_it()
    {
        var place = Place with { IsInWhole = true };
        var box = _key.Seal(place, Padding.OfJson("""{"a":1}"""u8), new CountedSecrets(0xA0));

        Assert.Equal(
            """{"sealed":"AwMAAACgoaKjpKWmp6ipqqvmH3wtRbAg3kBftq4HesDecKxZEJK3QmycDiaGf6t1AdJ2"""
            + """R/+vIlM9X5wEyAl6g/lHG0ZIYtAafkFeC16kcIWwVGxd0GO1NVTtHMyGkVGdkg=="}""",
            Encoding.UTF8.GetString(box));
        Assert.True(SealedText.IsInWhole(box));
        Assert.False(SealedText.IsInWhole(_key.Seal(Place, "{}"u8, SystemSecrets.Instance)));
        Assert.NotNull(_key.Open(Place, box));
    }

    [Fact]
    public void A_box_that_replaces_a_payload_of_such_a_stream_says_both()
    {
        var was = Enumerable.Range(0, ChainLink.Bytes).Select(n => (byte)n).ToArray();
        var box = _key.SealInstead(
            Place with { IsInWhole = true }, Padding.OfJson("""{"a":1}"""u8),
            new CountedSecrets(0xA0), was);

        Assert.Equal(
            """{"sealed":"BAMAAAAAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eH6ChoqOkpaanqKmqq+Yf"""
            + """fC1FsCDeQF+2rgd6wN5wrFkQkrdCbJwOJoZ/q3UB0nZH/68iUz1fnATICXqD+UcbRkhi0Bp+QV4L"""
            + """XqRwhbCNpGbRmVcK4Nge+0QmTqw8"}""",
            Encoding.UTF8.GetString(box));
        Assert.True(SealedText.IsInWhole(box));
        Assert.Equal(was, SealedText.WasOf(box));
    }

    [Fact]
    public void A_box_opens_at_its_place()
    {
        var plain = Padding.OfJson("""{"max_fee":1234567}"""u8);

        Assert.Equal(plain, _key.Open(Place, _key.Seal(Place, plain, SystemSecrets.Instance)));
    }

    [Fact]
    public void The_same_text_sealed_twice_gives_different_boxes()
    {
        var plain = Padding.OfJson("{}"u8);

        Assert.NotEqual(
            _key.Seal(Place, plain, SystemSecrets.Instance),
            _key.Seal(Place, plain, SystemSecrets.Instance));
    }

    [Fact]
    public void A_box_that_replaces_a_payload_opens_and_its_link_is_that_of_the_payload()
    {
        var first = _key.Seal(Place, Padding.OfJson("""{"a":1}"""u8), SystemSecrets.Instance);
        var was = SHA256.HashData(first);
        var plain = Padding.OfJson("""{"a":2}"""u8);
        var instead = _key.SealInstead(Place, plain, SystemSecrets.Instance, was);

        Assert.Equal(plain, _key.Open(Place, instead));
        Assert.Null(SealedText.WasOf(first));
        Assert.Equal(was, SealedText.WasOf(instead));
        Assert.Equal(
            ChainLink.After(ChainLink.Start.Span, Place, first),
            ChainLink.After(ChainLink.Start.Span, Place, instead));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void A_box_with_any_bit_flipped_does_not_open(bool replaces, bool isInWhole)
    {
        var box = _key.SealInstead(
            Place with { IsInWhole = isInWhole }, Padding.OfJson("""{"a":1}"""u8), SystemSecrets.Instance,
            replaces ? SHA256.HashData("{}"u8) : default);
        for (var bit = 0; bit < box.Length * 8; bit++)
        {
            var flipped = box.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.Null(_key.Open(Place, flipped));
        }
    }

    [Fact]
    public void A_box_that_is_cut_or_grown_does_not_open()
    {
        var box = _key.Seal(Place, Padding.OfJson("""{"a":1}"""u8), SystemSecrets.Instance);
        for (var length = 0; length < box.Length; length++)
        {
            Assert.Null(_key.Open(Place, box.AsSpan(0, length)));
        }
        Assert.Null(_key.Open(Place, [.. box, (byte)' ']));
        Assert.Null(_key.Open(Place, [.. box[..12], (byte)'\n', .. box[12..]]));
    }

    public static TheoryData<SealedPlace> OtherPlaces => new(
        Place with { Stream = "market/us-east/standard/2026-Q3" },
        Place with { Version = 8 },
        Place with { Type = "bid_cancelled" },
        // The parts have their lengths, so no letter can move from one into the next.
        new SealedPlace(Place.Stream + "\0", 7, "bid_amended"));

    [Theory]
    [MemberData(nameof(OtherPlaces))]
    public void A_box_that_was_moved_renumbered_or_retyped_does_not_open(SealedPlace other)
    {
        var box = _key.Seal(Place, Padding.OfJson("{}"u8), SystemSecrets.Instance);

        Assert.Null(_key.Open(other, box));
    }

    [Fact]
    public void Neither_another_key_nor_the_same_under_another_number_opens_a_box()
    {
        var box = _key.Seal(Place, Padding.OfJson("{}"u8), SystemSecrets.Instance);
        using var renumbered = new DataKey(4, Secret);
        using var other = new DataKey(3, [.. Secret.Reverse()]);

        Assert.Null(renumbered.Open(Place, box));
        Assert.Null(other.Open(Place, box));
    }

    [Theory]
    [InlineData("""{"bids":[]}""")]
    [InlineData("""{"sealed":""}""")]
    [InlineData("""{"sealed":"AQMA"}""")]
    [InlineData("""{"sealed":"????"}""")]
    public void A_text_that_is_no_box_has_no_key_and_does_not_open(string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);

        Assert.Null(SealedText.KeyNumberOf(payload));
        Assert.Null(_key.Open(Place, payload));
    }
}
