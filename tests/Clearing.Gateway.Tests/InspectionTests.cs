using System.Text;
using Clearing.Journal;
using Clearing.Sealing;

namespace Clearing.Gateway.Tests;

/// <summary>An operator reads sealed bids on the record only.</summary>
public class InspectionTests(KeyedServer server) : IClassFixture<KeyedServer>
{
    private const string Why = """{"inspection_id":"i1","reason":"complaint 118"}""";

    [Fact]
    public async Task An_inspection_shows_pages_of_bids_and_is_durable_listed_and_seen_by_sellers()
    {
        var market = await Book("pages");
        var first = await server.As("olga", "POST", $"markets/{market}/inspections?limit=2", Why);
        var second = await server.As(
            "olga", "POST", $"markets/{market}/inspections?limit=2&cursor={first["next_cursor"]}", Why);
        var audit = await server.As("ann", "GET", $"markets/{market}/inspections");
        var seen = await server.As("acme", "GET", $"markets/{market}/inspections");

        Assert.Equal(["a", "b", "c"], Shown(first).Concat(Shown(second)));
        Assert.Null(second["next_cursor"]);
        var record = Assert.Single(audit.Json["inspections"]!.AsArray())!;
        Assert.Equal(("i1", "olga", "complaint 118"),
            ($"{record["inspection_id"]}", $"{record["inspected_by"]}", $"{record["reason"]}"));
        var told = Assert.Single(seen.Json["inspections"]!.AsArray())!;
        Assert.Equal($"{record["inspected_at"]}", $"{told["inspected_at"]}");
        Assert.Null(told["reason"]);
        var fact = await Journalled(market);
        Assert.StartsWith("bids_inspected", fact);
        Assert.Contains("complaint 118", fact);
    }

    [Fact]
    public async Task Bids_that_came_after_an_inspection_take_another_one()
    {
        var market = await Book("later");
        await server.As("olga", "POST", $"markets/{market}/inspections", Why);
        await Bid("acme", market, "d");
        var again = await server.As("olga", "POST", $"markets/{market}/inspections", Why);
        var other = await server.As("olga", "POST", $"markets/{market}/inspections",
            """{"inspection_id":"i2","reason":"complaint 119","seller":"acme"}""");
        var bob = await server.As("bob", "GET", $"markets/{market}/inspections");

        Assert.Equal(["a", "b", "c"], Shown(again));
        Assert.Equal(["a", "c", "d"], Shown(other));
        Assert.Single(bob.Json["inspections"]!.AsArray());
    }

    [Fact]
    public async Task Bids_of_one_seller_are_paged_by_its_own_numbers_and_do_not_count_those_of_others()
    {
        var market = await Book("own");
        const string OfAcme = """{"inspection_id":"i1","reason":"complaint 118","seller":"acme"}""";
        var first = await server.As("olga", "POST", $"markets/{market}/inspections?limit=1", OfAcme);
        var second = await server.As(
            "olga", "POST", $"markets/{market}/inspections?cursor={first["next_cursor"]}", OfAcme);
        var list = await server.As("olga", "GET", $"markets/{market}/inspections");

        Assert.Equal("1", first["next_cursor"]);
        Assert.Equal(["a", "c"], Shown(first).Concat(Shown(second)));
        Assert.All(
            first.Json["bids"]!.AsArray().Concat(second.Json["bids"]!.AsArray()),
            bid => Assert.Null(bid!["bid"]!["sequence"]));
        Assert.Null(Assert.Single(list.Json["inspections"]!.AsArray())!["through_sequence"]);
    }

    [Fact]
    public async Task Other_content_under_the_same_id_and_an_inspection_without_a_reason_are_refused()
    {
        var market = await Book("refused");
        await server.As("olga", "POST", $"markets/{market}/inspections", Why);
        var reused = await server.As(
            "olga", "POST", $"markets/{market}/inspections", Why.Replace("118", "119"));
        var silent = await server.As(
            "olga", "POST", $"markets/{market}/inspections", """{"inspection_id":"i2","reason":""}""");
        var foreign = await server.As("otto", "POST", $"markets/{market}/inspections", Why);

        Assert.Equal((422, "ID_REUSED"), (reused.Status, reused.Code));
        Assert.Equal((400, "FIELD_INVALID", "reason"), (silent.Status, silent.Code, silent["field"]));
        Assert.Equal((403, "FORBIDDEN"), (foreign.Status, foreign.Code));
        Assert.All(new[] { reused, silent, foreign }, reply => Assert.DoesNotContain("max_fee", reply.Text));
    }

    [Fact]
    public async Task An_operator_of_another_region_learns_no_more_than_a_seller()
    {
        var market = await Book("foreign");
        await server.As("olga", "POST", $"markets/{market}/inspections", Why);
        var list = await server.As("otto", "GET", $"markets/{market}/inspections");

        Assert.Equal(200, list.Status);
        Assert.DoesNotContain("complaint", list.Text);
        Assert.DoesNotContain("olga", list.Text);
    }

    private async Task<string> Book(string name)
    {
        var market = await server.OpenMarket(name, "{}");
        await Bid("acme", market, "a");
        await Bid("bob", market, "b");
        await Bid("acme", market, "c");
        return market;
    }

    private Task Bid(string seller, string market, string id) => server.Do(
        seller, "POST", $"sellers/{seller}/bids",
        $$"""{"market":"{{market}}","bid_id":"{{id}}","max_fee_micros":5,"max_volume":10}""");

    private static IEnumerable<string> Shown(Reply reply) =>
        reply.Json["bids"]!.AsArray().Select(bid => $"{bid!["bid"]!["bid_id"]}");

    private async Task<string> Journalled(string market)
    {
        var folder = server.Server.Folder;
        await using var journal = await Journals.OpenForReading(
            new JournalOptions { Path = Path.Combine(folder, "c.db") },
            KeyFile.Read(RunningServer.KeyFileIn(folder), SystemSecrets.Instance));
        var last = "";
        await foreach (var stored in journal.Read("market/" + market, 0))
        {
            var json = Padding.TryJson(stored.Payload, out var inside) ? inside : stored.Payload;
            last = $"{stored.Type} {Encoding.UTF8.GetString(json.Span)}";
        }
        return last;
    }
}
