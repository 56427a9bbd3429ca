using Clearing.Client;

namespace Clearing.Smoke.Tests.Fuzz;

public class ArgumentTests
{
    [Theory]
    [InlineData("no command")]
    [InlineData("an empty command", "")]
    [InlineData("a space", " ")]
    [InlineData("an unknown command", "bid")]
    [InlineData("another case", "Clear", "b.csv", "--capacity", "1")]
    [InlineData("an unknown option", "clear", "b.csv", "--capacity", "1", "--colour")]
    [InlineData("two files", "clear", "b.csv", "c.csv", "--capacity", "1")]
    [InlineData("no file", "clear", "--capacity", "1")]
    [InlineData("no capacity", "clear", "b.csv")]
    [InlineData("a capacity twice", "clear", "b.csv", "--capacity", "1", "--capacity", "2")]
    [InlineData("no value", "clear", "b.csv", "--capacity")]
    [InlineData("a flag for a value", "clear", "b.csv", "--capacity", "--json")]
    [InlineData("an empty number", "clear", "b.csv", "--capacity", "")]
    [InlineData("a plus sign", "clear", "b.csv", "--capacity", "+1")]
    [InlineData("minus zero", "clear", "b.csv", "--capacity", "-0")]
    [InlineData("a decimal", "clear", "b.csv", "--capacity", "1.0")]
    [InlineData("a decimal comma", "clear", "b.csv", "--capacity", "1,0")]
    [InlineData("an exponent", "clear", "b.csv", "--capacity", "1e3")]
    [InlineData("NaN", "clear", "b.csv", "--capacity", "NaN")]
    [InlineData("Infinity", "clear", "b.csv", "--capacity", "Infinity")]
    [InlineData("separated thousands", "clear", "b.csv", "--capacity", "1_000")]
    [InlineData("hexadecimal", "clear", "b.csv", "--capacity", "0x10")]
    [InlineData("a leading zero", "clear", "b.csv", "--capacity", "007")]
    [InlineData("full-width digits", "clear", "b.csv", "--capacity", "\uFF11")]
    [InlineData("63 bits and one", "clear", "b.csv", "--capacity", "9223372036854775808")]
    [InlineData("a negative reserve", "clear", "b.csv", "--capacity", "1", "--reserve", "-1")]
    [InlineData("a lot of zero", "clear", "b.csv", "--capacity", "1", "--lot", "0")]
    [InlineData("a tick of zero", "clear", "b.csv", "--capacity", "1", "--tick", "0")]
    [InlineData("31 bits and one", "clear", "b.csv", "--capacity", "1", "--round", "2147483648")]
    [InlineData("an unknown tie rule", "clear", "b.csv", "--capacity", "1", "--tie", "FIRST")]
    [InlineData("a tie rule by number", "clear", "b.csv", "--capacity", "1", "--tie", "1")]
    [InlineData("an empty tie rule", "clear", "b.csv", "--capacity", "1", "--tie", "")]
    [InlineData("an unknown pricing rule", "clear", "b.csv", "--capacity", "1", "--pricing", "BEST")]
    [InlineData("a terminal escape", "clear", "b.csv", "--capacity", "\u001b[31m1")]
    [InlineData("a NUL", "clear", "b.csv", "--capa\0city", "1")]
    [InlineData("right to left", "\u202Eraelc")]
    [InlineData("a line end", "clear", "b.csv", "--capacity", "1\nclearing: all is well")]
    [InlineData("half a surrogate pair", "re\ud83dplay")]
    [InlineData("no scenario", "replay", "--check")]
    [InlineData("an id without a value", "replay", "s.json", "--id")]
    [InlineData("an unknown flag", "replay", "s.json", "--quick")]
    [InlineData("no journal", "journal")]
    [InlineData("a stream without a value", "journal", "c.db", "--stream")]
    [InlineData("a database without a value", "demo", "--database")]
    [InlineData("an argument for demo", "demo", "now")]
    public void Wrong_arguments_are_refused_in_clear_lines(string name, params string[] args)
    {
        var errors = CommandLine.Check(args);

        Assert.NotEmpty(name);
        Assert.NotEmpty(errors);
        Assert.All(errors, Clear.Text);
    }

    [Fact]
    public void An_argument_of_a_megabyte_is_refused()
    {
        Assert.NotEmpty(CommandLine.Check(
            ["clear", "b.csv", "--capacity", new string('9', 1_000_000)]));
    }
}
