using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Clearing.Grains.Events;
using Clearing.Journal;

namespace Clearing.Gateway.Tests;

/// <summary>A call that is denied over HTTP comes to the record of denied calls.</summary>
public sealed class DeniedCallTests : IAsyncLifetime
{
    private const string AcmesBids = "sellers/acme/bids?market=east/standard/2026-Q4";
    private KeyedServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    // The silo of a server that clients reach takes the caller from the token.
    [Theory]
    [InlineData]
    [InlineData("--Cluster:GatewayPort", "0")]
    public async Task A_seller_that_asks_for_anothers_bids_is_on_record_with_how_often_and_when(
        params string[] settings)
    {
        await _server.DisposeAsync();
        await (_server = new() { More = settings }).InitializeAsync();
        var began = DateTime.UtcNow.AddMinutes(-1);
        for (var i = 0; i < 3; i++) { await Denied("bob", "GET", AcmesBids); }
        await Denied("otto", "PUT", "markets/east/standard/2026-Q4", "{}");
        await Denied("omar", "GET", "audit/denied");
        await Counted(5);
        await _server.Server.Restart();
        var rows = await Record();

        Assert.Equal(["bob FORBIDDEN 3", "omar FORBIDDEN 1", "otto FORBIDDEN 1"], Sums(rows));
        Assert.Equal(
            Enumerable.Range(1, rows.Length), rows.Select(row => (int)row["number"]!));
        Assert.All(rows, row =>
        {
            var minute = DateTime.Parse(
                $"{row["minute"]}", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
            Assert.InRange(minute, began, DateTime.UtcNow);
            Assert.Equal(0, minute.Ticks % TimeSpan.TicksPerMinute);
        });
    }

    [Fact]
    public async Task What_is_allowed_unknown_or_without_a_caller_is_not_on_record()
    {
        Assert.Equal(404, (await _server.As("bob", "GET", "sellers/bob/statement?market=a/b/c")).Status);
        Assert.Equal(404, (await _server.As("bob", "GET", "nothing")).Status);
        Assert.Equal(401, (await _server.Server.Send("GET", "/v1/" + AcmesBids)).Status);
        Assert.Equal(
            401,
            (await _server.Server.Send(
                "GET", "/v1/" + AcmesBids, null, ("Authorization", "Bearer not.a.token"))).Status);
        await Denied("eve", "GET", AcmesBids);
        await Counted(1);
        await _server.Server.Restart();

        Assert.Equal(["eve FORBIDDEN 1"], Sums(await Record()));
    }

    [Fact]
    public async Task Nobody_acts_for_an_erased_seller_not_even_a_caller_of_its_name()
    {
        const string Bids = "sellers/erased-1/bids?market=east/standard/2026-Q4";
        foreach (var caller in new[] { "erased-1", "omar", "ann" }) { await Denied(caller, "GET", Bids); }
        await Counted(3);
        await _server.Server.Restart();

        Assert.Equal(
            ["ann FORBIDDEN 1", "erased-1 FORBIDDEN 1", "omar FORBIDDEN 1"], Sums(await Record()));
    }

    [Fact]
    public async Task Nor_does_a_program_of_this_machine_on_a_server_without_keys()
    {
        var server = new RunningServer();
        await server.InitializeAsync();
        var reply = await server.Send("GET", "/v1/sellers/erased-1/bids?market=east/standard/2026-Q4");
        await server.DisposeAsync();

        Assert.Equal((403, "FORBIDDEN"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task The_record_of_a_sealed_journal_names_the_caller_and_needs_no_key()
    {
        await Denied("bob", "GET", AcmesBids);
        await Counted(1);
        await _server.Server.Restart();
        await using var journal = Journals.OpenForReading(
            new() { Path = Path.Combine(_server.Server.Folder, "c.db") });
        var stored = await journal.Read(Streams.Denied, 0).ToListAsync();

        var kept = Codecs.Denied.Decode(Streams.Denied, Assert.Single(stored));
        Assert.Equal<DeniedRow>([new("bob", "FORBIDDEN", 1)], kept.Rows);
        Assert.Contains("bob", Encoding.UTF8.GetString(stored[0].Payload.Span), StringComparison.Ordinal);
        Assert.False(stored[0].Link.IsEmpty);
    }

    [Fact]
    public async Task The_record_comes_in_pages_and_only_auditors_read_it()
    {
        foreach (var caller in new[] { "a", "b", "c" }) { await Denied(caller, "GET", AcmesBids); }
        await Counted(3);
        await _server.Server.Restart();
        var first = await _server.As("ann", "GET", "audit/denied?limit=2");
        var rest = await _server.As("ann", "GET", $"audit/denied?limit=2&cursor={first["next_cursor"]}");

        Assert.Equal(2, first.Json["denied"]!.AsArray().Count);
        Assert.Equal(3, (int)Assert.Single(rest.Json["denied"]!.AsArray())!["number"]!);
        Assert.Null(rest["next_cursor"]);
        await Denied("bob", "GET", "audit/denied");
    }

    private async Task Denied(string caller, string method, string path, string? body = null)
    {
        var reply = await _server.As(caller, method, path, body);
        Assert.Equal((403, "FORBIDDEN"), (reply.Status, reply.Code));
    }

    // No answer waits for the count, so the last one may come after its answer.
    private Task<long> Counted(long calls) => Patience.Until(
        () => CountedDenials.Of(_server.Server.Services), counted => counted == calls);

    private async Task<JsonNode[]> Record() =>
        [.. (await _server.As("ann", "GET", "audit/denied")).Json["denied"]!.AsArray()!];

    // The test may pass from one minute to the next.
    private static IEnumerable<string> Sums(IEnumerable<JsonNode> rows) => rows
        .GroupBy(row => $"{row["caller"]} {row["code"]}", row => (long)row["count"]!)
        .Select(of => $"{of.Key} {of.Sum()}").Order(StringComparer.Ordinal);
}
