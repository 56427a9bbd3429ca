using Clearing.Settings;
using Clearing.Silo;

namespace Clearing.Gateway.Tests;

public sealed class SampleTests
{
    [Fact]
    public void The_samples_database_is_deleted_at_the_end()
    {
        string folder;
        using (var sample = new SampleServer())
        {
            var arguments = sample.Arguments(["--sample", "--urls", "http://127.0.0.1:0"]);
            folder = Path.GetDirectoryName(arguments[^1])!;
            Assert.True(Directory.Exists(folder));
        }

        Assert.False(Directory.Exists(folder));
    }

    [Theory]
    [InlineData("--Journal:Path", "mine.db")]
    [InlineData("/Journal:Path", "mine.db")]
    [InlineData("Journal:Path=mine.db", null)]
    public void A_journal_that_is_named_in_any_spelling_is_not_filled_with_samples(string first, string? second)
    {
        using var sample = new SampleServer();
        var refused = Assert.Throws<WrongSettingException>(
            () => sample.Arguments(["--sample", first, .. second is null ? [] : new[] { second }]));

        Assert.Contains("Journal:Path, which is 'mine.db'", refused.Message);
    }
}
