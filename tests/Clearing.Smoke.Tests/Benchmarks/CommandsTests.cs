namespace Clearing.Smoke.Tests.Benchmarks;

/// <summary>The benchmarks run and their results are right. How fast they are is no test.</summary>
public sealed class CommandsTests
{
    public static TheoryData<string> Names => [.. Commands.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_command_prints_its_machine_and_one_table_of_right_results(string name)
    {
        var output = new StringWriter();

        var exit = await Commands.Run([name, "--smoke"], output);

        var lines = output.ToString().Split(Environment.NewLine);
        Assert.True(exit == 0, output.ToString());
        Assert.Contains(" cores, load ", lines[0], StringComparison.Ordinal);
        var table = lines.Where(line => line.StartsWith('|')).ToArray();
        Assert.True(table.Length > 2, output.ToString());
        Assert.Single(table.Select(line => line.Count(letter => letter == '|')).Distinct());
    }

    [Theory]
    [InlineData("unheard-of")]
    [InlineData("clear", "--runs")]
    [InlineData("clear", "--runs", "0")]
    [InlineData("clear", "--fast")]
    public async Task Arguments_that_make_no_sense_are_answered_with_the_usage(
        params string[] arguments)
    {
        var output = new StringWriter();

        Assert.Equal(2, await Commands.Run(arguments, output));
        Assert.StartsWith("usage:", output.ToString(), StringComparison.Ordinal);
    }
}
