namespace Clearing.Client.Tests.CommandLine;

public class ExitCodeTests
{
    private const string Aemo = "samples/aemo/aemo.bids.csv";

    [Theory]
    [InlineData(0, "--help")]
    [InlineData(0, "--version")]
    [InlineData(0, "replay", "--help")]
    [InlineData(0, "clear", "--help")]
    [InlineData(0, "replay", "tests/scenarios/scenarios.json", "--check")]
    [InlineData(0, "clear", Aemo, "--capacity", "100", "--tie", "pro-rata", "--blend", "--json")]
    [InlineData(2, "nonsense")]
    [InlineData(2, "replay", "no-such-file.json")]
    [InlineData(2, "replay", "tests")]
    [InlineData(2, "replay", "tests/scenarios/scenarios.json", "--id", "no-such-id")]
    [InlineData(2, "replay", Aemo)]
    [InlineData(2, "clear", "tests/scenarios/scenarios.json", "--capacity", "1")]
    [InlineData(2, "clear", Aemo, "--capacity", "1", "--region", "nowhere")]
    [InlineData(2, "clear", Aemo, "--capacity", "1", "--tick", "7")]
    [InlineData(3, "clear", Aemo, "--capacity", "1", "--blend", "--out", "no-such-folder/awards.csv")]
    [InlineData(3, "clear", Aemo, "--capacity", "1", "--blend", "--out", "samples")]
    public void The_exit_code_says_how_it_went(int exitCode, params string[] args) =>
        Says(exitCode, Cli.Run(args));

    [Theory]
    [InlineData]
    [InlineData("replay")]
    [InlineData("clear", "bids.csv", "--capacity", "1", "--tie", "SEEDED_LOTTERY")]
    [InlineData("clear", "bids.csv", "--capacity", "1", "--tie", "SEEDED_LOTTERY", "--seed", "")]
    [InlineData("clear", Aemo)]
    [InlineData("clear", Aemo, "--capacity", "1e5")]
    [InlineData("clear", Aemo, "--capacity", "-1")]
    [InlineData("clear", Aemo, "--capacity", "9223372036854775808")]
    [InlineData("clear", Aemo, "--capacity", "1", "--lot", "0")]
    [InlineData("clear", Aemo, "--capacity", "1", "--tie", "FIRST")]
    [InlineData("clear", Aemo, "--capacity", "1", "--unknown")]
    public void Arguments_that_are_wrong_end_it_with_2(params string[] args) =>
        Says(2, Cli.RunHere(args));

    [Fact]
    public void A_check_prints_the_differences_and_ends_with_1()
    {
        using var file = new ScratchFile(
            File.ReadAllText(Tree.Path("tests", "scenarios", "scenarios.json"))
                .Replace("\"charge_minor\": 2000000", "\"charge_minor\": 2000001", StringComparison.Ordinal));
        var result = Cli.Run("replay", file.Path, "--check", "--id", "E01");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(
            "$.scenarios[0].expected.awards[0].charge_minor: expected 2000001, got 2000000",
            result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_error_is_a_line_on_the_standard_error()
    {
        using var file = new ScratchFile("bid_id,seller,max_fee_micros,max_volume,min_volume\nb,s,1e5,0,\n");
        var result = Cli.Run("clear", file.Path, "--capacity", "5");

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Equal(3, result.Error.TrimEnd().Split('\n').Length);
        Assert.Contains($"{file.Path}:2: max_fee_micros \"1e5\": ", result.Error, StringComparison.Ordinal);
        Assert.EndsWith("; nothing was done", result.Error.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_help_of_each_command_shows_its_options_and_an_example()
    {
        Assert.Contains("--capacity <N> (REQUIRED)", Cli.Run("clear", "-h").Output, StringComparison.Ordinal);
        Assert.Contains("clearing replay scenarios.json", Cli.Run("replay", "-h").Output, StringComparison.Ordinal);
    }

    private static void Says(int exitCode, CliResult result)
    {
        Assert.Equal(exitCode, result.ExitCode);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("internal error", result.Error, StringComparison.Ordinal);
        Assert.Equal(exitCode == 0, result.Output.Length > 0);
    }
}
