using System.Text.Json.Nodes;

namespace Clearing.Gateway.Tests;

public partial class RemoteCommandTests
{
    [Fact]
    public async Task What_a_round_and_a_market_show_is_read_from_the_command_line()
    {
        var market = await server.OpenMarket();
        Run("bid", "views", market, "b", "--max-fee", "0.50", "--max-volume", "600");
        var (_, inspected) = Show("market", "inspect", market, "--id", "i", "--reason", "a complaint");
        Assert.Matches(@" b +│ +views +│ +0\.50 +│ +600 +│ +0 +│ +0 ", inspected);
        Run("market", "clear", market, "--round", "1");
        foreach (var (told, args) in new (string, string[])[]
        {
            ("500000", ["round", "show", market, "1"]), ("granted", ["round", "curve", market, "1"]),
            ("AWARD", ["round", "fees", market, "1"]), ("b@1", ["round", "awards", market, "1"]),
            ("offers", ["round", "offers", market, "1"]), ("\"b\"", ["round", "book", market, "1"]),
            ("nonce", ["round", "inputs", market, "1"]),
            ("next_round", ["market", "terms", market]), ("lot", ["market", "config", market]),
            ("complaint", ["market", "inspections", market]),
            ("curtailments", ["market", "curtailments", market]),
            ("rounds", ["market", "contested", market]), ("rounds", ["contested", "views", market]),
            ("measures", ["market", "health", market]), ("\"b\"", ["bids", "views", market, "--bid", "b"]),
            ("SET", ["market", "base", "views", "test/standard", "--volume", "77"]),
        })
        {
            var (code, text) = Run(args);

            Assert.True(code == 0 && text.Contains(told), $"{string.Join(' ', args)}: {text}");
        }
    }

    [Fact]
    public void A_curve_before_the_settlement_shows_the_ranges_of_fees()
    {
        var curve = JsonNode.Parse("""
            {"steps":null,"withheld":null,
             "granted":[{"from_micros":2250000,"below_micros":null,"volume":1200,"cumulative_volume":1300}],
             "losing":[{"from_micros":null,"below_micros":1750000,"volume":4500,"cumulative_volume":5800}]}
            """)!;

        var (_, shown) = Told(() =>
        {
            Client.Commands.RoundViews.ShowCurve(curve, json: false);
            return 0;
        });

        Assert.Contains("from", shown);
        Assert.Contains("below", shown);
        Assert.DoesNotContain("bids", shown);
        Assert.Matches(@" 2\.25 +│ +- +│ +1,200 +│ +1,300 ", shown);
        Assert.Matches(@" - +│ +1\.75 +│ +4,500 +│ +5,800 ", shown);
    }

    [Fact]
    public async Task A_proof_is_fetched_and_then_checked_offline()
    {
        var market = await server.OpenMarket();
        Run("bid", "prover", market, "b", "--max-fee", "0.50", "--max-volume", "600");
        Run("market", "clear", market, "--round", "1");
        var file = Path.Combine(server.Folder, "proof.json");
        var (fetched, _) = Show("round", "proof", "prover", market, "1", "--out", file);

        Assert.Equal(0, fetched);
        Assert.Equal(0, Client.CommandLine.Run(["proof", file]));
    }

    [Fact]
    public void A_refusal_of_a_file_of_markets_names_the_market()
    {
        var file = FileOf("refused.csv", "market,currency\nfile/x/2099-Q1,USD\nfile/y/2099-Q1,BTC\n");
        var (code, text) = Show("market", "import", file);

        Assert.Equal(2, code);
        Assert.Contains("market file/y/2099-Q1: minor_exponent: must be there", text);
    }

    [Fact]
    public async Task A_word_is_taken_as_people_write_it_and_a_ledger_shows_its_amounts()
    {
        var market = await server.OpenMarket("""{"currency":"KWD"}""");
        Run("bid", "wanda", market, "b", "--max-fee", "1.5", "--max-volume", "7");
        Run("market", "clear", market, "--round", "1");
        await Patience.Until(
            () => server.Send("GET", $"/v1/sellers/wanda/statement?market={market}"),
            reply => reply.Status == 200);
        var (listed, ledger) = Show("ledger", "wanda", "--cause", "award");
        var (seen, _) = Run("market", "overview", "--stage", "open");

        Assert.Equal((0, 0), (listed, seen));
        Assert.Contains("-10.500", ledger);
    }

    [Fact]
    public async Task Removing_a_webhook_that_does_not_exist_says_so()
    {
        var market = await server.OpenMarket();
        var (code, text) = Show("webhook", "remove", market, "none");

        Assert.Equal((0, "there is no webhook none: nothing changed"), (code, text.TrimEnd()));
    }

    // Yen have no minor unit: 500 of them are not 5.00.
    [Fact]
    public async Task Amounts_of_a_currency_without_decimals_are_whole_where_a_second_operator_decides()
    {
        var market = await server.OpenMarket("""{"currency":"JPY"}""");
        Run("bid", "kyoto", market, "b", "--max-fee", "5", "--max-volume", "10");
        Run("market", "capacity", market, "--id", "c", "--delta", "10");
        Run("market", "clear", market, "--round", "1");
        Run("market", "settle", market);
        var (_, proposed) = Show(
            "market", "propose", market, "--id", "p", "--reason", "r", "--correct", "k", "--seller",
            "kyoto", "--note", "n", "--amount", "500");
        var (_, listed) = Show("market", "proposals", market);

        Assert.Matches(" amount +│ +500 ", proposed);
        Assert.Matches(@"\b500\b", listed);
        Assert.DoesNotContain("5.00", listed);
    }

    [Fact]
    public void Money_without_a_known_currency_is_shown_in_minor_units()
    {
        Assert.Equal("500 minor", Client.Remote.Shown.Value("amount_minor", JsonValue.Create(500)));
        Assert.Equal("5.00", Client.Remote.Shown.Value("amount_minor", JsonValue.Create(500), 2));
    }
}
