using System.CommandLine;
using Clearing.Client.Lab;
using Clearing.Instruments.Journals;
using Clearing.Market;

namespace Clearing.Client.Tests.CommandLine;

/// <summary>Options whose value is wrong: each is refused, and none ends the program.</summary>
public sealed class OptionTests
{
    private static readonly string[] Values = ["FOO", "", "-1", "99999999999999999999", "SEEDED_LOTTERY"];

    [Fact]
    public void No_value_of_any_option_is_more_than_refused()
    {
        var crashed =
            (from command in Commands(Clearing.Client.CommandLine.Root, [])
             from args in Variants(command.Command, command.Path)
             let failure = Record.Exception(() => Clearing.Client.CommandLine.Check(args))
             where failure is not null
             select $"{string.Join(' ', args)}: {failure.Message}").ToArray();

        Assert.Empty(crashed);
    }

    [Theory]
    [InlineData("--tie", "TIME_PRIORITY, PRO_RATA, EQUAL_SPLIT, SEEDED_LOTTERY")]
    [InlineData("--pricing", "LOWEST_GRANTED, RESERVE_IF_UNDERSUBSCRIBED, HIGHEST_REJECTED")]
    public void A_backtest_names_the_rules_that_it_knows(string option, string words)
    {
        var result = Cli.RunHere("lab", "backtest", "some.db", option, "FOO");

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith(
            $"clearing: {option} \"FOO\": must be one of {words}\n", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--lottery-seed \"\": must not be empty", "--lottery-seed", "")]
    [InlineData("--lottery-seed is for --tie SEEDED_LOTTERY alone", "--lottery-seed", "x", "--tie", "PRO_RATA")]
    [InlineData("--credit-rate-ppm \"10000001\": must be 10000000 or less", "--credit-rate-ppm", "10000001")]
    public void A_rule_that_no_market_could_have_is_told_with_its_limit(string told, params string[] rule)
    {
        var result = Cli.RunHere(["lab", "backtest", "some.db", .. rule]);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"clearing: {told}\n", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MARKET \"badmarket\": must be region/storage_type/period", "bid", "s1", "badmarket", "b",
        "--max-fee", "1", "--max-volume", "5")]
    [InlineData("ZONE \"badzone\": must be region/storage_type", "allocation", "calendar", "badzone", "2026-11")]
    [InlineData("--model \"foo\": must be one of tight, ", "lab", "run", "--model", "foo")]
    [InlineData("SOURCE \"east/standard\": must be a seller's id, region/", "feed", "east/standard")]
    [InlineData("SOURCE \"a/b@c/d\": must be a seller's id, region/", "webhook", "list", "a/b@c/d")]
    [InlineData("--server \"foo\": must be an http or https address", "feed", "a", "--server", "foo")]
    public void A_name_that_is_wrong_is_shown_with_what_it_must_be(string told, params string[] args)
    {
        var result = Cli.RunHere(args);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"clearing: {told}", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void No_help_names_types_of_the_program()
    {
        var told = Commands(Clearing.Client.CommandLine.Root, [])
            .Select(one => Cli.RunHere([.. one.Path, "--help"]).Output);

        Assert.All(told, help => Assert.DoesNotMatch(@"Clearing\.[A-Z]|System\.|\|…", help));
    }

    [Theory]
    [InlineData("backtest")]
    [InlineData("whatif")]
    public void What_stays_as_recorded_has_no_default(string command)
    {
        var help = Cli.RunHere("lab", command, "--help").Output;

        Assert.DoesNotContain("[default: 0]", help, StringComparison.Ordinal);
        Assert.DoesNotContain("default the first", help, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bid_that_the_market_would_refuse_is_told_in_the_word_of_the_refusal()
    {
        var refusal = new BidReceipt("b", BidStatus.VolumeOffLot, 0, Limit: new CubicFeet(10));

        var wrong = Assert.Throws<CommandException>(() => LabQuestions.Answer<int>(
            () => throw new BidRefusedException(refusal, "--bid b: the market would refuse it")));

        Assert.Equal(
            "clearing: --bid b: the market would refuse it, VOLUME_OFF_LOT, limit 10", wrong.Message);
    }

    private static IEnumerable<(Command Command, string[] Path)> Commands(Command command, string[] path) =>
        command.Subcommands.SelectMany(one => Commands(one, [.. path, one.Name])).Prepend((command, path));

    private static IEnumerable<string[]> Variants(Command command, string[] path)
    {
        string[] given = [.. path, .. command.Arguments.Select(_ => "x")];
        foreach (var option in command.Options.Select(option => option.Name))
        {
            yield return [.. given, option];
            foreach (var value in Values)
            {
                yield return [.. given, option, value];
                yield return [.. given, option, value, option, value];
                foreach (var other in command.Options.Where(other => other.Name != option))
                {
                    yield return [.. given, option, value, other.Name, "5"];
                }
            }
        }
    }
}
