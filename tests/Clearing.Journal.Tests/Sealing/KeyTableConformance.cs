using Clearing.Sealing;

namespace Clearing.Journal.Tests;

/// <summary>The promises of every key table.</summary>
public abstract class KeyTableConformance : IAsyncLifetime
{
    private static readonly DateTimeOffset At = new(2026, 10, 1, 12, 0, 0, 5, TimeSpan.Zero);
    private IKeyTable? _table;

    private IKeyTable Table => _table!;

    public async Task InitializeAsync() => _table = await OpenTable();

    public async Task DisposeAsync()
    {
        await Table.DisposeAsync();
        await CleanUp();
    }

    [StoreFact]
    public async Task A_key_that_was_added_is_found_again_with_all_that_belongs_to_it()
    {
        await Table.Add([Key("market/a", 1), Key("market/b", 1), Key("market/a", 2)]);

        Assert.Equal(
            [("market/a", 1u, "k1", 1), ("market/a", 2u, "k1", 2)],
            (await Table.Find(["market/a", "market/none"])).Select(Facts).Order());
    }

    [StoreFact]
    public async Task Of_two_keys_of_one_scope_and_number_the_first_stays()
    {
        var first = await Table.Add([Key("market/a", 1)]);
        var second = await Table.Add([Key("market/a", 1) with { Kek = "k2" }, Key("market/b", 1)]);

        Assert.Equal(("market/a", 1u, "k1", 1), Facts(first.Single()));
        Assert.Equal(
            [("market/a", 1u, "k1", 1), ("market/b", 1u, "k1", 1)],
            second.Select(Facts).Order());
    }

    [StoreFact]
    public async Task Keys_added_by_many_at_the_same_time_stand_once()
    {
        var others = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OpenTable()));
        StoredKey[] keys = [.. Enumerable.Range(0, 50).Select(n => Key($"seller/{n}", 1))];

        var stand = await Task.WhenAll(others.Select((table, i) => Task.Run(() => table.Add(
            [.. (i % 2 == 0 ? keys : keys.Reverse()).Select(k => k with { Kek = $"k{i}" })]))));

        var first = stand[0].Select(Facts).Order().ToList();
        Assert.Equal(50, first.Count);
        Assert.All(stand, other => Assert.Equal(first, other.Select(Facts).Order()));
        foreach (var table in others) { await table.DisposeAsync(); }
    }

    [StoreFact]
    public async Task Buried_keys_are_destroyed_and_nothing_names_their_scope()
    {
        await Table.Add([Key("seller/a", 1), Key("seller/a", 2), Key("seller/b", 1)]);

        Assert.Equal(2, await Table.Bury("seller/a", "erased/1", At));
        Assert.Equal(0, await Table.Bury("seller/a", "erased/1", At));
        Assert.Empty(await Table.Find(["seller/a"]));
        Assert.All(await Table.Find(["erased/1"]), key => Assert.Equal(
            (true, At), (key.Wrapped.IsEmpty, key.DestroyedAt)));
        Assert.Single(await Table.Find(["seller/b"]));
    }

    [StoreFact]
    public async Task A_key_is_wrapped_anew_only_as_it_was_known()
    {
        var known = (await Table.Add([Key("market/a", 1)])).Single();

        Assert.True(await Table.Rewrap(known, "k2", new byte[] { 9, 9 }));
        Assert.False(await Table.Rewrap(known, "k3", new byte[] { 8 }));
        Assert.False(await Table.Rewrap(Key("market/none", 1), "k3", new byte[] { 8 }));

        var now = (await Table.Find(["market/a"])).Single();
        Assert.Equal(("market/a", 1u, "k2", 2), Facts(now));
        Assert.Null(now.DestroyedAt);
    }

    [StoreFact]
    public async Task A_destroyed_key_keeps_its_place_and_the_time_and_nothing_of_the_key()
    {
        var known = (await Table.Add([Key("market/a", 1)])).Single();

        Assert.True(await Table.Destroy(known, At));
        Assert.False(await Table.Rewrap(known, "k2", known.Wrapped));
        await Table.Add([Key("market/a", 1)]);

        var gone = (await Table.Find(["market/a"])).Single();
        Assert.Equal(("market/a", 1u, "k1", 0), Facts(gone));
        Assert.Equal(At, gone.DestroyedAt);
    }

    [StoreFact]
    public async Task All_keys_are_listed_by_scope_and_number()
    {
        // By code point U+FF5E comes before U+1F600; in UTF-16 it is the other way round.
        string[] scopes = ["market/a", "market/a b", "market/～", "market/😀", "sellers"];
        foreach (var scope in scopes.Reverse())
        {
            await Table.Add([Key(scope, 10), Key(scope, 9)]);
        }

        Assert.Equal(
            scopes.SelectMany(scope => new[] { (scope, 9u), (scope, 10u) }),
            await Table.All().Select(key => (key.Scope, key.Number)).ToListAsync());
    }

    [StoreFact]
    public async Task Keys_are_still_there_when_the_table_is_opened_again()
    {
        await Table.Add([Key("market/a", 1)]);

        await using var again = await OpenTable();

        Assert.Equal(("market/a", 1u, "k1", 1), Facts((await again.Find(["market/a"])).Single()));
    }

    protected abstract Task<IKeyTable> OpenTable();

    protected virtual Task CleanUp() => Task.CompletedTask;

    private static StoredKey Key(string scope, uint number) =>
        new(scope, number, "k1", Enumerable.Repeat((byte)7, (int)number).ToArray());

    private static (string Scope, uint Number, string Kek, int Bytes) Facts(StoredKey key) =>
        (key.Scope, key.Number, key.Kek, key.Wrapped.Length);
}
