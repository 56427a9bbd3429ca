using Clearing.Journal;
using Clearing.Market;
using Clearing.Sealing;
using Clearing.Verification.Erasing;

namespace Clearing.Gateway.Tests;

/// <summary>What is shown of a market with a winner that was erased.</summary>
public sealed class ErasedWinnerTests
{
    [Fact]
    public async Task Exports_for_finance_leave_it_out_and_still_add_up()
    {
        var server = new RunningServer();
        await server.InitializeAsync();
        var market = await server.OpenMarket();
        // By id, "gone" comes after "far" before it is erased, and before it then.
        foreach (var seller in new[] { "gone", "far" })
        {
            await server.Send("POST", $"/v1/sellers/{seller}/bids",
                $$"""{"market":"{{market}}","bid_id":"{{seller}}","max_fee_micros":500000,"max_volume":100}""");
        }
        await server.Send("POST", $"/v1/markets/{market}/rounds/1/clear");
        await server.Send("POST", $"/v1/markets/{market}/settle");
        await Patience.Until(
            () => server.Send("GET", $"/v1/markets/{market}"),
            view => view["untold_notices"] == "0");
        var both = await server.Send("GET", $"/v1/markets/{market}/trial-balance");
        var numbered = await server.Send("GET", $"/v1/markets/{market}/statements.csv");
        var book = await server.Send("GET", $"/v1/markets/{market}/rounds/1/book");

        await server.Restart(() => Erase(server));

        var statements = await server.Send("GET", $"/v1/markets/{market}/statements.csv");
        var balance = await server.Send("GET", $"/v1/markets/{market}/trial-balance");
        var sellers = await server.Send("GET", $"/v1/markets/{market}/sellers");
        var rewritten = await server.Send(
            "GET", $"/v1/markets/{market}/rounds/1/book", null, ("If-None-Match", Tag(book)));
        await server.DisposeAsync();
        Assert.Equal((200, 200), (statements.Status, balance.Status));
        Assert.DoesNotContain("erased-1", statements.Text);
        // What was numbered keeps its number.
        var far = $"{market}/000002,{market},far,";
        Assert.Contains(far, numbered.Text);
        Assert.Contains(far, statements.Text);
        // Who has the book with the erased name gets the other one.
        Assert.Contains("\"seller\":\"gone\"", book.Text);
        Assert.Equal(200, rewritten.Status);
        Assert.Contains("\"seller\":\"erased-1\"", rewritten.Text);
        Assert.NotEqual(Tag(book), Tag(rewritten));
        Assert.Equal(
            ["erased-1", "far"], sellers.Json["sellers"]!.AsArray().Select(one => $"{one!["seller"]}"));
        Assert.Equal(balance["debits_minor"], balance["credits_minor"]);
        Assert.Equal(Half(both["debits_minor"]), long.Parse(balance["debits_minor"]!));
    }

    private static string Tag(Reply reply) => reply.Message.Headers.ETag!.Tag;

    private static long Half(string? minor) => long.Parse(minor!) / 2;

    private static async Task Erase(RunningServer server)
    {
        var options = new JournalOptions { Path = Path.Combine(server.Folder, "c.db") };
        await using var journal = Journals.OpenAlone(options, TimeProvider.System);
        await using var rewriter = Journals.OpenForRewriting(options);
        await using var table = Journals.OpenKeys(options);
        var ring = await KeyRing.OpenForReading(
            table, KeyFile.Read(RunningServer.KeyFileIn(server.Folder), SystemSecrets.Instance),
            SystemSecrets.Instance);
        var eraser = new SellerEraser(journal, rewriter, table, ring, TimeProvider.System);
        await eraser.Run(
            await eraser.Plan("gone"), new Act("olga", TimeProvider.System.GetUtcNow(), "it asked"));
    }
}
