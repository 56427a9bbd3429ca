using System.Text;
using System.Text.Json;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Cluster.Tests.Events;

/// <summary>The hand-written text of a cleared round's numbers never changes.</summary>
public sealed class RoundClearedTextTests
{
    public static TheoryData<long[]> Numbers =>
    [
        [],
        [0],
        [long.MinValue, -1, 0, 1, long.MaxValue],
        [.. Enumerable.Range(0, 5_000).Select(number => number * 1_234_567_890_123L)],
    ];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Numbers_have_the_text_that_the_serializer_writes(long[] numbers)
    {
        var text = Encoding.UTF8.GetString(Codecs.Market.Encode(With(numbers)).Payload.Span);

        Assert.Contains(
            $"\"award_volumes\":{JsonSerializer.Serialize(numbers)},", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Numbers_are_read_as_they_were_written(long[] numbers)
    {
        var read = Read(Encoding.UTF8.GetString(Codecs.Market.Encode(With(numbers)).Payload.Span));

        Assert.Equal(numbers, read.AwardVolumes);
        Assert.Equal(numbers, read.AwardSequences);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("[1.5]")]
    [InlineData("[\"1\"]")]
    [InlineData("[null]")]
    [InlineData("[[1]]")]
    [InlineData("[9223372036854775808]")]
    public void What_is_no_array_of_numbers_cannot_be_read(string numbers)
    {
        var text = Encoding.UTF8.GetString(Codecs.Market.Encode(With([1])).Payload.Span);

        Assert.Throws<EventUnreadableException>(() => Read(text.Replace(
            "\"award_volumes\":[1]", $"\"award_volumes\":{numbers}", StringComparison.Ordinal)));
    }

    private static RoundCleared Read(string text) => (RoundCleared)Codecs.Market.Decode(
        "market/m",
        new StoredEvent(1, "round_cleared", Encoding.UTF8.GetBytes(text), DateTimeOffset.UnixEpoch));

    private static RoundCleared With(long[] numbers) => new(
        new RoundTerms(1, new CubicFeet(10)), new CubicFeet(10), new CubicFeet(10), 20,
        new Fee(5), new Fee(5), new Fee(5), [.. numbers], [.. numbers], [], [], [], "hash");
}
