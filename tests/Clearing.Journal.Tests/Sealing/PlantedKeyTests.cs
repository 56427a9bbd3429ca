using Clearing.Sealing;

namespace Clearing.Journal.Tests;

/// <summary>
/// Who writes the database adds keys of its own: a key in clear needs no key file. Nothing is sealed
/// with one, and what it sealed is not believed.
/// </summary>
public sealed class PlantedKeyTests
{
    private const string Market = "market/us-east/standard/2026-Q4";
    private static readonly SealedPlace Place = new(Market, 1, "market_opened");
    private static readonly byte[] Known = [.. Enumerable.Repeat((byte)7, DataKey.SecretBytes)];
    private readonly MemoryKeyTable _table = new();
    private readonly MemoryWrapper _wrapper = new("k1");

    [Fact]
    public async Task A_market_with_a_key_in_clear_behind_its_own_stays_closed()
    {
        await Seal();
        await Plant(Market, 2);
        using var keys = (await Ring()).Of(Market);

        var opens = await Assert.ThrowsAsync<KeyUnavailableException>(() => keys.Get(2).AsTask());
        var seals = await Assert.ThrowsAsync<KeyUnavailableException>(() => keys.ForSealing().AsTask());

        Assert.Equal((KeyProblem.Planted, KeyProblem.Planted), (opens.Problem, seals.Problem));
        Assert.Equal(
            $"Key 2 of '{Market}' is stored in clear, which no command did: it was added to the table.",
            opens.Message);
    }

    [Fact]
    public async Task No_key_was_made_with_the_number_0_so_that_one_in_clear_was_added()
    {
        await Seal();
        await Plant(Market, 0);
        using var keys = (await Ring()).Of(Market);

        var refused = await Assert.ThrowsAsync<KeyUnavailableException>(() => keys.Get(0).AsTask());

        Assert.Equal(KeyProblem.Planted, refused.Problem);
    }

    [Fact]
    public async Task What_a_key_in_clear_sealed_in_the_place_of_an_older_one_does_not_follow_on_a_newer_one()
    {
        var ring = await Ring();
        using var own = ring.Of(Market);
        var box = (await own.ForSealing(atLeast: 2)).Seal(Place, "{}"u8, ring.Secrets);
        await Plant(Market, 1);
        using var planted = new DataKey(1, Known);
        var later = Place with { Version = 2 };
        using var keys = ring.Of(Market);
        var opener = new BoxOpener(Market, keys, _ => true);
        await opener.Open(new(1, Place.Type, box, default));

        var refused = await Assert.ThrowsAsync<EventUnreadableException>(() => opener.Open(
            new(2, later.Type, planted.Seal(later, "{}"u8, ring.Secrets), default)).AsTask());

        Assert.Contains("its key is in clear", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_market_that_is_revealed_while_it_is_read_is_read_again()
    {
        var (first, ring) = (await Seal(), await Ring());
        using var keys = ring.Of(Market);
        var opener = new BoxOpener(Market, keys, _ => true);
        await opener.Open(new(1, Place.Type, first, default));
        await new KeyUpkeep(_table, ring).Reveal(Market);
        var later = Place with { Version = 2 };
        using var next = (await Ring()).Of(Market);
        var box = (await next.ForSealing()).Seal(later, "{}"u8, ring.Secrets);

        await opener.Open(new(2, later.Type, box, default));
        await opener.Open(new(1, Place.Type, first, default));

        Assert.Equal((true, false), (keys.IsClear(1), keys.IsClear(2)));
    }

    [Fact]
    public async Task A_key_in_clear_before_the_first_one_seals_nothing()
    {
        await Plant(Market, 1);

        var box = await Seal();

        Assert.Equal(2u, SealedText.KeyNumberOf(box));
        Assert.NotEqual(StoredKey.Clear, (await _table.Find([Market])).Single(key => key.Number == 2).Kek);
    }

    [Fact]
    public async Task A_key_in_clear_that_comes_while_one_is_made_seals_nothing()
    {
        var table = new LateKeys(_table, new StoredKey(Market, 1, StoredKey.Clear, Known));
        var ring = await KeyRing.Open(table, _wrapper, SystemSecrets.Instance);
        using var keys = ring.Of(Market);

        var refused = await Assert.ThrowsAsync<KeyUnavailableException>(
            () => keys.ForSealing().AsTask());

        Assert.Equal(KeyProblem.Planted, refused.Problem);
    }

    [Theory]
    [InlineData("seller/acme")]
    [InlineData(KeyScope.Erased)]
    public async Task Only_keys_of_markets_are_ever_in_clear(string scope)
    {
        await Plant(scope, 1);
        using var keys = (await Ring()).Of(scope);

        var refused = await Assert.ThrowsAsync<KeyUnavailableException>(() => keys.Get(1).AsTask());

        Assert.Equal(KeyProblem.Planted, refused.Problem);
    }

    [Fact]
    public async Task A_sellers_key_in_clear_wraps_no_key_of_a_seller()
    {
        await Ring();
        await Plant(KeyScope.Sellers, 2);

        var refused = await Assert.ThrowsAsync<KeyUnavailableException>(Ring);

        Assert.Equal(KeyProblem.Planted, refused.Problem);
    }

    [Fact]
    public async Task A_market_is_not_revealed_or_copied_with_a_key_that_was_added()
    {
        await Seal();
        await Plant(Market, 2);
        var ring = await Ring();

        await Assert.ThrowsAsync<KeyUnavailableException>(() => new KeyUpkeep(_table, ring).Reveal(Market));
        await Assert.ThrowsAsync<KeyUnavailableException>(
            async () => await ring.InClear(await _table.Find([Market])));
        Assert.NotEqual(StoredKey.Clear, (await _table.Find([Market])).Single(key => key.Number == 1).Kek);
    }

    [Fact]
    public async Task Without_a_key_file_a_key_that_was_added_opens_nothing()
    {
        await Seal();
        await Plant(Market, 2);
        using var keys = KeyRing.OfRevealed(_table).Of(Market);

        var refused = await Assert.ThrowsAsync<KeyUnavailableException>(() => keys.Get(2).AsTask());

        Assert.Equal(KeyProblem.Planted, refused.Problem);
    }

    [Fact]
    public async Task What_a_revealed_market_adds_is_sealed_with_a_new_key_and_can_be_revealed_too()
    {
        var before = await Seal();
        await new KeyUpkeep(_table, await Ring()).Reveal(Market);
        var after = await Seal();
        using var keys = (await Ring()).Of(Market);

        Assert.Equal(2u, SealedText.KeyNumberOf(after));
        Assert.NotNull((await keys.Get(1)).Open(Place, before));
        Assert.NotNull((await keys.Get(2)).Open(Place, after));
        Assert.Equal(2, await new KeyUpkeep(_table, await Ring()).Reveal(Market));
        using var revealed = KeyRing.OfRevealed(_table).Of(Market);
        Assert.NotNull((await revealed.Get(2)).Open(Place, after));
    }

    private async Task<byte[]> Seal()
    {
        var ring = await Ring();
        using var keys = ring.Of(Market);
        return (await keys.ForSealing()).Seal(Place, "{}"u8, ring.Secrets);
    }

    private Task Plant(string scope, uint number) =>
        _table.Add([new(scope, number, StoredKey.Clear, Known)]);

    private Task<KeyRing> Ring() => KeyRing.Open(_table, _wrapper, SystemSecrets.Instance);

    // A key of its own is added between a look and the key that is made after it.
    private sealed class LateKeys(IKeyTable table, StoredKey late) : IKeyTable
    {
        public Task<IReadOnlyList<StoredKey>> Find(IReadOnlyList<string> scopes) => table.Find(scopes);

        public async Task<IReadOnlyList<StoredKey>> Add(IReadOnlyList<StoredKey> keys)
        {
            if (keys.Any(key => key.Scope == late.Scope)) { await table.Add([late]); }
            return await table.Add(keys);
        }

        public Task<bool> Replace(StoredKey known, StoredKey next) => table.Replace(known, next);

        public Task<int> Bury(string scope, string grave, DateTimeOffset at) =>
            table.Bury(scope, grave, at);

        public IAsyncEnumerable<StoredKey> All(CancellationToken cancellationToken = default) =>
            table.All(cancellationToken);

        public ValueTask DisposeAsync() => table.DisposeAsync();
    }
}
