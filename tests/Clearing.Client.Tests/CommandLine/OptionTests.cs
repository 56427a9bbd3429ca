using System.CommandLine;

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
