using Clearing.Allocation.Facts;
using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway.Tests;

/// <summary>Every refusal of the market has one documented code.</summary>
public class CodeTests
{
    public static TheoryData<Type> Statuses => new(
        new[] { typeof(BidStatus), typeof(FactStatus) }
            .SelectMany(known => known.Assembly.GetTypes())
            .Where(type => type.IsEnum && type.IsPublic && type.Name.EndsWith("Status", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Statuses))]
    public void Every_refusal_has_a_documented_code(Type status)
    {
        var refusals = Enum.GetNames(status).Where(name => (int)Enum.Parse(status, name) != 0).ToArray();

        Assert.NotEmpty(refusals);
        Assert.All(refusals, name => Assert.Contains(CodeOf(name), Codes.All.Keys));
    }

    [Fact]
    public void There_is_a_status_for_each_command()
    {
        Assert.True(Statuses.Count >= 11, $"{Statuses.Count} statuses");
    }

    [Fact]
    public void A_code_is_written_as_the_words_of_the_formats()
    {
        Assert.Equal(Words.Of(BidStatus.FeeOffTick), CodeOf(nameof(BidStatus.FeeOffTick)));
    }

    private static string CodeOf(string name) => string.Concat(name.Select((c, i) =>
        i > 0 && char.IsAsciiLetterUpper(c) ? $"_{c}" : char.ToUpperInvariant(c).ToString()));
}
