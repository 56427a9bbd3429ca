using Clearing.Sealing;

namespace Clearing.Journal.Tests;

/// <summary>
/// Keys are wrapped again, renewed and revealed while servers use them.
/// </summary>
public sealed class KeyUpkeepTests
{
    private const string Market = "market/us-east/standard/2026-Q4";
    private static readonly SealedPlace Place = new(Market, 1, "market_opened");
    private static readonly (string, byte[]) Old = ("k1", [.. Enumerable.Repeat((byte)1, 32)]);
    private static readonly (string, byte[]) New = ("k2", [.. Enumerable.Repeat((byte)2, 32)]);
    private readonly MemoryKeyTable _table = new();

    [Fact]
    public async Task After_a_rewrap_the_old_line_of_the_key_file_can_go()
    {
        var box = await Seal(await Ring(Old), Market, Place);
        var place = new SealedPlace("seller/a", 1, "market_joined");
        var sellers = await Seal(await Ring(Old), "seller/a", place);
        await Assert.ThrowsAsync<KeyUnavailableException>(() => Ring(New));

        var done = await Upkeep(await Ring(Old, New)).Rewrap();

        Assert.Equal((2L, 0L), done);
        Assert.NotNull(await Open(await Ring(New), Market, Place, box));
        Assert.NotNull(await Open(await Ring(New), "seller/a", place, sellers));
        await Assert.ThrowsAsync<KeyUnavailableException>(() => Ring(Old));
        Assert.Equal((0L, 0L), await Upkeep(await Ring(New)).Rewrap());
    }

    [Fact]
    public async Task Sellers_are_wrapped_by_their_newest_key_once_it_was_renewed()
    {
        var place = new SealedPlace("seller/a", 1, "market_joined");
        var box = await Seal(await Ring(Old), "seller/a", place);
        Assert.Equal(2u, await Upkeep(await Ring(Old)).Renew(KeyScope.Sellers));

        Assert.Equal((1L, 0L), await Upkeep(await Ring(Old)).Rewrap());

        Assert.Equal("sellers/2", (await _table.Find(["seller/a"])).Single().Kek);
        Assert.NotNull(await Open(await Ring(Old), "seller/a", place, box));
    }

    [Fact]
    public async Task A_renewed_key_seals_and_the_one_before_still_opens()
    {
        var box = await Seal(await Ring(Old), Market, Place);

        Assert.Equal(2u, await Upkeep(await Ring(Old)).Renew(Market));
        Assert.Null(await Upkeep(await Ring(Old)).Renew("market/none"));

        var next = await Seal(await Ring(Old), Market, Place);
        Assert.Equal(2u, SealedText.KeyNumberOf(next));
        Assert.NotNull(await Open(await Ring(Old), Market, Place, box));
    }

    [Fact]
    public async Task A_revealed_market_is_read_without_its_key_file_and_others_are_not()
    {
        var box = await Seal(await Ring(Old), Market, Place);
        await Seal(await Ring(Old), "market/other", Place with { Stream = "market/other" });

        Assert.Equal(1, await Upkeep(await Ring(Old)).Reveal(Market));
        Assert.Equal(1, await Upkeep(await Ring(Old)).Reveal(Market));
        Assert.Equal(0, await Upkeep(await Ring(Old)).Reveal("market/none"));

        var stored = (await _table.Find([Market])).Single();
        using var key = new DataKey(1, stored.Wrapped.Span);
        Assert.NotNull(key.Open(Place, box));
        Assert.NotEqual(StoredKey.Clear, (await _table.Find(["market/other"])).Single().Kek);
        // A revealed key stays in clear, so rewrapping leaves it alone.
        await Upkeep(await Ring(Old, New)).Rewrap();
        Assert.Equal(StoredKey.Clear, (await _table.Find([Market])).Single().Kek);
    }

    [Fact]
    public async Task A_key_that_is_wrapped_again_during_a_reveal_is_revealed_before_those_behind_it()
    {
        await Seal(await Ring(Old), Market, Place);
        await Upkeep(await Ring(Old)).Renew(Market);
        var ring = await Ring(Old, New);
        var table = new BusyKeys(_table, () => Upkeep(ring).Rewrap());

        Assert.Equal(2, await new KeyUpkeep(table, ring).Reveal(Market));

        Assert.All(await _table.Find([Market]), key => Assert.True(key.IsClear));
    }

    private Task<KeyRing> Ring(params (string, byte[])[] keys) => KeyRing.Open(
        _table, new WrappingKeys(keys, SystemSecrets.Instance), SystemSecrets.Instance);

    private KeyUpkeep Upkeep(KeyRing ring) => new(_table, ring);

    private static async Task<byte[]> Seal(KeyRing ring, string scope, SealedPlace place)
    {
        using var keys = ring.Of(scope);
        return (await keys.ForSealing()).Seal(place, "{}"u8, ring.Secrets);
    }

    private static async Task<byte[]?> Open(
        KeyRing ring, string scope, SealedPlace place, byte[] box)
    {
        using var keys = ring.Of(scope);
        return (await keys.Get(SealedText.KeyNumberOf(box)!.Value)).Open(place, box);
    }

    // Something else changes keys just before the first change.
    private sealed class BusyKeys(IKeyTable table, Func<Task> before) : IKeyTable
    {
        private Func<Task>? _before = before;

        public Task<IReadOnlyList<StoredKey>> Find(IReadOnlyList<string> scopes) => table.Find(scopes);

        public Task<IReadOnlyList<StoredKey>> Add(IReadOnlyList<StoredKey> keys) => table.Add(keys);

        public async Task<bool> Replace(StoredKey known, StoredKey next)
        {
            if (Interlocked.Exchange(ref _before, null) is { } change) { await change(); }
            return await table.Replace(known, next);
        }

        public Task<int> Bury(string scope, string grave, DateTimeOffset at) =>
            table.Bury(scope, grave, at);

        public IAsyncEnumerable<StoredKey> All(CancellationToken cancellationToken = default) =>
            table.All(cancellationToken);

        public ValueTask DisposeAsync() => table.DisposeAsync();
    }
}
