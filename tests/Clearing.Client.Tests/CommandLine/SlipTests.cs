namespace Clearing.Client.Tests.CommandLine;

/// <summary>What people type by mistake: it is said, and nothing is lost.</summary>
public sealed class SlipTests : IDisposable
{
    private const string Header = "bid_id,seller,max_fee_micros,max_volume,min_volume\n";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clearing");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("bids.csv")]
    [InlineData("link.csv")]
    [InlineData("folder/../bids.csv")]
    [InlineData("linked/bids.csv")]
    public void An_output_never_takes_the_place_of_its_input(string output)
    {
        var file = Write("bids.csv", Header + "b1,acme,500000,600,0\n");
        File.CreateSymbolicLink(Of("link.csv"), file);
        Directory.CreateDirectory(Of("folder"));
        Directory.CreateSymbolicLink(Of("linked"), _folder.FullName);
        var result = Cli.RunHere("clear", file, "--capacity", "1000", "--out", Of(output));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("is the input", result.Error, StringComparison.Ordinal);
        Assert.StartsWith(Header, File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void A_replay_never_takes_the_place_of_its_scenario()
    {
        var file = Write("scenario.json", """{"id":"S","config":{},"events":[]}""");

        Assert.Equal(2, Cli.RunHere("replay", file, "--out", file).ExitCode);
        Assert.Contains("\"events\"", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "several regions, eu/standard and us/standard")]
    [InlineData(0, "", "--region", "us/standard")]
    [InlineData(0, "", "--blend")]
    public void Bids_of_two_markets_are_cleared_as_one_only_on_demand(
        int exitCode, string error, params string[] options)
    {
        var file = Write(
            "bids.csv",
            "bid_id,seller,region,round,max_fee_micros,max_volume\n"
            + "b1,acme,eu/standard,1,5,6\nb2,bob,us/standard,1,4,5\n");
        var result = Cli.RunHere(["clear", file, "--capacity", "10", "--json", .. options]);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(error, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "", "--region", "us/standard")]
    [InlineData(2, "bids.csv:3: bid_id \"b1\" is on line 2 too", "--blend")]
    public void Bids_of_two_markets_with_the_same_id_are_not_cleared_as_one(
        int exitCode, string error, params string[] options)
    {
        var file = Write(
            "bids.csv",
            "bid_id,seller,region,round,max_fee_micros,max_volume\n"
            + "b1,acme,eu/standard,1,5,6\nb1,bob,us/standard,1,4,5\n");
        var result = Cli.RunHere(["clear", file, "--capacity", "10", "--json", .. options]);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(error, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Bids_of_two_rounds_are_cleared_as_one_only_on_demand()
    {
        var file = Write(
            "bids.csv", "bid_id,seller,round,max_fee_micros,max_volume\nb1,a,1,5,6\nb2,a,2,4,5\n");

        Assert.Equal(2, Cli.RunHere("clear", file, "--capacity", "10").ExitCode);
        Assert.Equal(0, Cli.RunHere("clear", file, "--capacity", "10", "--round", "2").ExitCode);
        Assert.Equal(2, Cli.RunHere("clear", file, "--capacity", "10", "--round", "3").ExitCode);
    }

    [Fact]
    public void An_event_that_was_refused_and_is_not_expected_is_a_difference()
    {
        const string Scenario =
            """
            {"id":"S","config":{},"events":[
             {"op":"submit","bid":"a b","seller":"s","max_fee_micros":5,"max_volume":6}],
             "expected":{"rounds":[]LISTED}}
            """;
        var unlisted = Write("s.json", Scenario.Replace("LISTED", "", StringComparison.Ordinal));
        var listed = Write("t.json", Scenario.Replace(
            "LISTED", ""","rejected":[{"event":0,"reason":"BID_ID_MALFORMED"}]""", StringComparison.Ordinal));

        var result = Cli.RunHere("replay", unlisted, "--check");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("BID_ID_MALFORMED", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, Cli.RunHere("replay", listed, "--check").ExitCode);
    }

    [Theory]
    [InlineData("clearing market clear --help", "market", "clear")]
    [InlineData("clearing round watch --help", "round", "watch")]
    [InlineData("clearing bid --help", "bid")]
    [InlineData("clearing --help", "nonsense")]
    public void The_hint_names_the_whole_command(string hint, params string[] args) =>
        Assert.Contains($"see '{hint}'", Cli.RunHere(args).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("unknown command \"bif\"; did you mean bid?", "bif")]
    [InlineData("unknown command \"cler\"; did you mean clear?", "market", "cler", "us/standard/q4")]
    [InlineData("unknown option \"--dry_run\"; did you mean --dry-run?",
        "market", "clear", "us/standard/q4", "--dry_run", "--round", "1")]
    [InlineData("unknown option \"--roun\"; did you mean --round?",
        "market", "clear", "us/standard/q4", "--roun", "1")]
    [InlineData("unknown option \"--maxfee\"; did you mean --max-fee?",
        "bid", "acme", "us/standard/q4", "b", "--maxfee=0.50", "--max-volume", "6")]
    [InlineData("unknown option \"--versoin\"; did you mean --version?", "--versoin")]
    [InlineData("--json stands before its command: write it after 'clearing market list'",
        "market", "--json", "list")]
    [InlineData("--server stands before its command: write it after 'clearing rounds'",
        "--server=http://localhost:5000", "rounds", "us/standard/q4")]
    [InlineData("one argument too many: \"extra\"", "rounds", "us/standard/q4", "extra")]
    [InlineData("MARKET is missing", "statement", "acme")]
    [InlineData("name what to change", "amend", "acme", "us/standard/q4", "b", "--id", "a")]
    [InlineData("name one of the commands watch, show", "round")]
    public void What_is_not_understood_is_told_with_what_was_meant(string told, params string[] args)
    {
        var result = Cli.RunHere(args);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"clearing: {told}", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, result.Error.TrimEnd().Split('\n').Length);
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("relinquish")]
    [InlineData("end-rest")]
    [InlineData("correct")]
    [InlineData("market", "close")]
    [InlineData("market", "clear")]
    [InlineData("market", "curtail")]
    [InlineData("market", "settle")]
    [InlineData("market", "approve")]
    [InlineData("allocation", "confirm")]
    [InlineData("allocation", "cut")]
    [InlineData("webhook", "remove")]
    public void What_cannot_be_undone_asks_unless_it_is_told_not_to(params string[] args) =>
        Assert.Contains("--yes", Cli.RunHere([.. args, "--help"]).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("market", "capacity")]
    [InlineData("market", "schedule")]
    [InlineData("market", "close")]
    [InlineData("market", "clear")]
    [InlineData("market", "pause")]
    [InlineData("market", "resume")]
    [InlineData("market", "curtail")]
    [InlineData("market", "settle")]
    [InlineData("correct")]
    public void Every_act_of_an_operator_can_be_given_its_reason(params string[] args) =>
        Assert.Contains(
            "--audit-reason", Cli.RunHere([.. args, "--help"]).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("--max-fee-micros", "0.50", "write 500000 for 0.50")]
    [InlineData("--max-fee-micros", "-0.50", "must be written in the digits 0-9 alone")]
    [InlineData("--max-fee", "0.1234567", "at most 6 digits")]
    [InlineData("--max-fee", "1e3", "must be an amount in major units")]
    [InlineData("--max-fee", "0,50", "with a point before its decimals and no separators of thousands")]
    [InlineData("--max-fee", "1,000.50", "no separators of thousands")]
    [InlineData("--max-fee", "9223372036854775807", "is too large")]
    [InlineData("--max-fee", "-1", "must be an amount in major units")]
    public void A_fee_is_taken_in_major_units_or_told_in_micros(string option, string fee, string rule)
    {
        var result = Cli.RunHere(
            "bid", "acme", "us/standard/q4", "b", option, fee, "--max-volume", "6",
            "--server", "http://127.0.0.1:1");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(rule, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1", "nothing listens there")]
    [InlineData("http://no-such-host.invalid", "no host of that name")]
    public void A_server_that_cannot_be_reached_is_said_in_plain_words(string server, string cause)
    {
        var result = Cli.RunHere("rounds", "us/standard/q4", "--server", server);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains(cause, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("inner exception", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--seed", "a", "--seed is for --tie SEEDED_LOTTERY alone")]
    [InlineData("--reserve", "0.50", "write 500000 for 0.50")]
    public void A_term_that_would_have_another_effect_than_it_says_clears_nothing(
        string option, string value, string told)
    {
        var result = Cli.RunHere(
            "clear", Write("bids.csv", Header + "b1,a,5,6,0\n"), "--capacity", "5", option, value);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(told, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a b")]
    public void A_seller_that_no_path_can_name_is_said(string seller)
    {
        var result = Cli.RunHere("awards", seller, "us/standard/q4", "--server", "http://127.0.0.1:1");

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"clearing: SELLER \"{seller}\": must be", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"markets":[{"market":"a/b/c","market":"a/b/d"}]}""", "$.markets[0].market")]
    [InlineData("""{"markets":[{"market":"a/b/c","config":{"lot":1,"lot":2}}]}""", "$.markets[0].config.lot")]
    [InlineData("""{"markets":[],"markets":[{"market":"a/b/c"}]}""", "$.markets")]
    public void A_member_that_is_twice_in_a_file_of_markets_is_named(string text, string member)
    {
        var file = Write("markets.json", text);
        var result = Cli.RunHere("market", "import", file, "--server", "http://127.0.0.1:1");

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"{file}:1: {member}", result.Error, StringComparison.Ordinal);
        Assert.Contains("must appear only once in its object", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"markets":[""", "is not valid JSON")]
    [InlineData("null", "must be an object whose one member, markets, lists objects")]
    [InlineData("\uFEFF{\"markets\":[]}", "names no market")]
    public void A_file_of_markets_that_cannot_be_read_says_why(string text, string rule)
    {
        var file = Write("markets.json", text);
        var result = Cli.RunHere("market", "import", file, "--server", "http://127.0.0.1:1");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(file, result.Error, StringComparison.Ordinal);
        Assert.Contains(rule, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_said_in_plain_words()
    {
        var result = Cli.RunHere("market", "create", "us/standard/q4", "--config", Of("none.json"));

        Assert.Equal(2, result.ExitCode);
        Assert.Equal($"clearing: {Of("none.json")} does not exist", result.Error.TrimEnd());
    }

    [Fact]
    public void A_parameter_that_a_sweep_does_not_have_is_answered_with_all_that_it_has()
    {
        var result = Cli.RunHere("lab", "sweep", "foo=1");

        Assert.Equal(2, result.ExitCode);
        Assert.EndsWith("budget, rho", result.Error.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("sweep")]
    public void The_help_says_a_default_once(string command)
    {
        var help = Cli.RunHere("lab", command, "--help").Output;

        Assert.DoesNotContain("; default", help, StringComparison.Ordinal);
        Assert.DoesNotContain("Clearing.Lab", help, StringComparison.Ordinal);
        Assert.Contains("[default: tight]", help, StringComparison.Ordinal);
    }

    private string Of(string name) => Path.Combine(_folder.FullName, name);

    private string Write(string name, string text)
    {
        File.WriteAllText(Of(name), text);
        return Of(name);
    }
}
