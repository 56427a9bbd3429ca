using Clearing.Sealing;

namespace Clearing.Journal.Tests;

/// <summary>How keys are created, found again and destroyed.</summary>
public sealed class KeyRingTests
{
    private const string Market = "market/us-east/standard/2026-Q4";
    private static readonly SealedPlace Place = new(Market, 1, "market_opened");
    private readonly MemoryKeyTable _table = new();
    private readonly MemoryWrapper _wrapper = new("k1");

    [Fact]
    public async Task A_key_that_was_made_is_found_again_by_another_server()
    {
        var box = await Seal(await Ring(), Market, Place);

        using var keys = (await Ring()).Of(Market);
        var key = await keys.Get(1);

        Assert.NotNull(key.Open(Place, box));
        Assert.Equal(1u, (await keys.ForSealing()).Number);
    }

    [Fact]
    public async Task Two_activations_that_make_a_key_at_the_same_time_have_the_same_one()
    {
        var ring = await Ring();
        using var one = ring.Of(Market);
        using var other = (await Ring()).Of(Market);

        var keys = await Task.WhenAll(one.ForSealing().AsTask(), other.ForSealing().AsTask());

        Assert.NotNull(keys[1].Open(Place, keys[0].Seal(Place, "{}"u8, ring.Secrets)));
        Assert.Equal(1, await CountOf(Market));
    }

    [Fact]
    public async Task Nothing_is_made_or_read_before_a_key_is_needed()
    {
        using var keys = (await Ring()).Of(Market);

        Assert.Null(keys.Newest);
        Assert.Null(keys.Find(1));
        Assert.Equal(0, await CountOf(Market));
    }

    [Fact]
    public async Task Sellers_that_wake_do_not_ask_the_wrapper()
    {
        var ring = await Ring();
        var asked = _wrapper.Calls;
        for (var i = 0; i < 100; i++)
        {
            await Seal(ring, $"seller/s{i}", new($"seller/s{i}", 1, "market_joined"));
        }
        using var again = ring.Of("seller/s7");

        await again.Get(1);

        Assert.Equal(asked, _wrapper.Calls);
    }

    [Fact]
    public async Task A_seller_is_opened_by_a_server_that_started_before_the_sellers_key_was_renewed()
    {
        var before = await Ring();
        using (var sellers = (await Ring()).Of(KeyScope.Sellers)) { await sellers.ForSealing(2); }
        var place = new SealedPlace("seller/a", 1, "market_joined");
        var box = await Seal(await Ring(), "seller/a", place);

        using var keys = before.Of("seller/a");

        Assert.NotNull((await keys.Get(1)).Open(place, box));
    }

    [Fact]
    public async Task A_newer_key_is_made_when_the_one_before_has_sealed_enough()
    {
        using var keys = (await Ring()).Of(Market);
        await keys.ForSealing();

        Assert.Equal(2u, (await keys.ForSealing(atLeast: 2)).Number);
        Assert.Equal(2u, keys.Newest!.Number);
        Assert.Equal(1u, (await keys.Get(1)).Number);
    }

    [Fact]
    public async Task A_destroyed_key_is_never_there_again_and_the_next_one_has_another_number()
    {
        await Seal(await Ring(), Market, Place);
        var stored = (await _table.Find([Market]))[0];
        await _table.Destroy(stored, DateTimeOffset.UnixEpoch);
        using var keys = (await Ring()).Of(Market);

        var gone = await Assert.ThrowsAsync<KeyUnavailableException>(() => keys.Get(1).AsTask());
        Assert.Equal(KeyProblem.Destroyed, gone.Problem);
        Assert.Equal(2u, (await keys.ForSealing()).Number);
    }

    [Fact]
    public async Task A_key_that_does_not_exist_is_named()
    {
        using var keys = (await Ring()).Of(Market);

        var missing = await Assert.ThrowsAsync<KeyUnavailableException>(() => keys.Get(4).AsTask());

        Assert.Equal(KeyProblem.Missing, missing.Problem);
        Assert.Equal($"Key 4 of '{Market}' does not exist.", missing.Message);
    }

    [Fact]
    public async Task A_server_with_another_journals_key_file_does_not_open_the_ring()
    {
        await Ring();

        var refused = await Assert.ThrowsAsync<KeyUnavailableException>(
            () => KeyRing.Open(_table, new MemoryWrapper("k2"), SystemSecrets.Instance));

        Assert.Equal(KeyProblem.Refused, refused.Problem);
    }

    [Fact]
    public async Task A_wrapper_that_fails_makes_no_key_and_the_next_call_tries_again()
    {
        var ring = await Ring();
        using var keys = ring.Of(Market);
        _wrapper.Fails = true;

        await Assert.ThrowsAsync<TimeoutException>(() => keys.ForSealing().AsTask());
        Assert.Equal(0, await CountOf(Market));

        _wrapper.Fails = false;
        Assert.Equal(1u, (await keys.ForSealing()).Number);
    }

    private Task<KeyRing> Ring() => KeyRing.Open(_table, _wrapper, SystemSecrets.Instance);

    private async Task<int> CountOf(string scope) => (await _table.Find([scope])).Count;

    private static async Task<byte[]> Seal(KeyRing ring, string scope, SealedPlace place)
    {
        using var keys = ring.Of(scope);
        return (await keys.ForSealing()).Seal(place, "{}"u8, ring.Secrets);
    }
}
