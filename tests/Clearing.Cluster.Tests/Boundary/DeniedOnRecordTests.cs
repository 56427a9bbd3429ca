using System.Collections.Immutable;
using Clearing.Contracts;

namespace Clearing.Cluster.Tests.Boundary;

/// <summary>A call that a silo denies to an Orleans client comes to the record of denied calls.</summary>
public sealed class DeniedOnRecordTests : IAsyncLifetime
{
    private const string Market = "east/standard/2026-Q4";
    private readonly GuardedSilo _silo = new();

    private ISellerGrain Acme => _silo.Client.GetGrain<ISellerGrain>("acme");

    public Task InitializeAsync() => _silo.InitializeAsync();

    public Task DisposeAsync() => _silo.DisposeAsync();

    [Fact]
    public async Task Who_asks_for_anothers_bids_is_on_record_as_often_as_it_asked()
    {
        var began = DateTimeOffset.UtcNow.AddMinutes(-1);
        _silo.ActFor("seller", "bob");
        for (var i = 0; i < 3; i++) { await Denied(() => Acme.Bids(Market)); }
        _silo.ActFor("operator", "otto", "west");
        await Denied(() => _silo.Client.GetGrain<IRoundGrain>(Market).Pause("mine now"));
        var rows = await Record();

        Assert.Equal(["bob ACCESS_DENIED 3", "otto ACCESS_DENIED 1"], Sums(rows));
        Assert.Equal(Enumerable.Range(1, rows.Length), rows.Select(row => (int)row.Number));
        Assert.All(rows, row => Assert.InRange(row.Minute, began, DateTimeOffset.UtcNow));
    }

    [Fact]
    public async Task The_caller_is_whom_the_token_names_and_nobody_without_one()
    {
        _silo.ActFor(null);
        RequestContext.Set(CallContext.By, "forged");
        await Denied(() => Acme.Bids(Market));
        _silo.ActFor("seller", "bob");
        RequestContext.Set(CallContext.By, "forged");
        await Denied(() => Acme.Bids(Market));

        Assert.Equal(["bob ACCESS_DENIED 1"], Sums(await Record()));
    }

    [Fact]
    public async Task A_gateway_notes_its_own_denials_under_its_callers_name_with_one_code_alone()
    {
        var record = _silo.Client.GetGrain<IAuditGrain>(IAuditGrain.Key);
        _silo.ActFor("seller", "bob");
        RequestContext.Set(CallContext.By, "forged");
        await record.Note("FORBIDDEN");
        await Assert.ThrowsAsync<ArgumentException>(() => record.Note("ANOTHER"));
        _silo.ActFor(null);
        await Denied(() => record.Note("FORBIDDEN"));

        Assert.Equal(["bob FORBIDDEN 1"], Sums(await Record()));
    }

    [Fact]
    public async Task Only_auditors_read_the_record_and_a_denied_reader_is_on_it()
    {
        var record = _silo.Client.GetGrain<IAuditGrain>(IAuditGrain.Key);
        _silo.ActFor("operator", "olga", "*");
        await Denied(() => record.Denied(0, 10));

        Assert.Equal(["olga ACCESS_DENIED 1"], Sums(await Record()));
    }

    // A silo keeps what it has counted when it stops in order.
    private async Task<ImmutableArray<DeniedCall>> Record()
    {
        await _silo.Restart();
        _silo.ActFor("auditor", "ann");
        return await _silo.Client.GetGrain<IAuditGrain>(IAuditGrain.Key).Denied(0, 100);
    }

    // The test may pass from one minute to the next.
    private static IEnumerable<string> Sums(IEnumerable<DeniedCall> rows) => rows
        .GroupBy(row => $"{row.Caller} {row.Code}", row => row.Count)
        .Select(of => $"{of.Key} {of.Sum()}").Order(StringComparer.Ordinal);

    private static Task Denied(Func<Task> call) => Assert.ThrowsAsync<AccessDeniedException>(call);
}
