using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Sealing;

namespace Clearing.Client.Tests.Journal;

/// <summary>No two erased sellers get the same name.</summary>
public sealed class ErasureNumberTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clearing-numbers-");

    private JournalOptions Options => new() { Path = Path.Combine(_folder.FullName, "clearing.db") };

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_number_that_was_skipped_lets_nobody_have_the_next_one_twice()
    {
        var story = await Written();
        await story.Append("seller/erased-1", Codecs.Seller.Encode(Assert.Single(
            new SellerAccount("erased-1").SetBase(new BaseAllocation("us", "standard", new(100))))));
        await story.Erase("halloween");
        await story.Erase("late");
        await story.Erase("other");

        Assert.Empty((await story.Verify(withKeys: true)).Violations);
        Assert.Equal([2, 3, 4], await Graves());
    }

    [Fact]
    public async Task A_number_whose_destroyed_keys_are_there_is_not_given_again()
    {
        var story = await Written();
        await using (var table = Journals.OpenKeys(Options))
        {
            await table.Add([new StoredKey("seller/gone", 1, "k1", new byte[40])]);
            await table.Bury("seller/gone", Streams.GraveOf(1), DateTimeOffset.UnixEpoch);
        }
        await story.Erase("halloween");

        Assert.Empty((await story.Verify(withKeys: true)).Violations);
        Assert.Equal([1, 2], await Graves());
    }

    private async Task<IEnumerable<int>> Graves()
    {
        await using var table = Journals.OpenKeys(Options, reading: true);
        return (await table.All().ToListAsync())
            .Where(key => key.Scope.StartsWith(Streams.ErasedPrefix, StringComparison.Ordinal))
            .Select(key => int.Parse(
                key.Scope[Streams.ErasedPrefix.Length..],
                System.Globalization.CultureInfo.InvariantCulture))
            .Order();
    }

    private async Task<SealedStory> Written()
    {
        var story = new SealedStory(Options, Path.Combine(_folder.FullName, "keys"));
        await story.Write(ErasureTests.Zoned());
        return story;
    }
}
