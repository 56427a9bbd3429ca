using Clearing.Client.Tests.Journal;
using Clearing.Journal;

namespace Clearing.Client.Tests.CommandLine;

/// <summary>The files that the lab's commands read and write.</summary>
public sealed class LabFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clearing-lab-");

    private string Database => Of("clearing.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("--json", "clearing.db", "lab", "whatif", "DB", "--bid", "h", "--fee", "5.60")]
    [InlineData("--json", "clearing.db", "lab", "backtest", "DB", "--reserve", "0")]
    [InlineData("--json", "clearing.db-wal", "lab", "backtest", "DB", "--reserve", "0")]
    [InlineData("--json", "clearing.db", "lab", "health", "DB", "--honest-markets", "2")]
    [InlineData("--html", "clearing.db", "lab", "health", "DB", "--honest-markets", "2")]
    [InlineData("--html", "clearing.db-shm", "lab", "health", "LINK", "--honest-markets", "2")]
    [InlineData("--json", "keys", "lab", "health", "DB", "--key-file", "KEYS")]
    public async Task A_report_never_takes_the_place_of_the_journal(
        string option, string output, params string[] args)
    {
        await WriteJournal();
        File.CreateSymbolicLink(Of("link.db"), Database);
        File.WriteAllText(Of("keys"), "");
        var before = File.ReadAllBytes(Database);

        var result = Cli.RunHere([.. args.Select(Named), option, Of(output)]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(
            $"clearing: {option} {Of(output)} is the input", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Database));
    }

    [Theory]
    [InlineData("lab", "run", "--model", "FILE", "--json", "FILE")]
    [InlineData("lab", "sweep", "rho=0.5", "--model", "FILE", "--json", "FILE")]
    [InlineData("lab", "compare", "FILE", "--json", "FILE")]
    public void The_numbers_of_a_simulation_never_take_the_place_of_its_input(params string[] args)
    {
        var file = Write("model.json", "{}");

        var result = Cli.RunHere([.. args.Select(arg => arg == "FILE" ? file : arg)]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("is the input", result.Error, StringComparison.Ordinal);
        Assert.Equal("{}", File.ReadAllText(file));
    }

    [Theory]
    [InlineData("-", "-")]
    [InlineData("both", "both")]
    [InlineData("both", "folder/../both")]
    public async Task Two_reports_never_have_one_file(string json, string html)
    {
        await WriteJournal();
        Directory.CreateDirectory(Of("folder"));

        var result = Cli.RunHere(
            "lab", "health", Database, "--json", Output(json), "--html", Output(html));

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("--json and --html are both", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Of("both")));
    }

    [Theory]
    [InlineData(2, "--plots {0} is a file: name a folder", "run", "--plots")]
    [InlineData(2, "--plots {0} is a file: name a folder", "attack", "--plots")]
    [InlineData(2, "FOLDER {0} is a file: name a folder", "report")]
    [InlineData(3, "cannot write {0}/x: its folder does not exist", "run", "--json")]
    public void What_cannot_be_written_is_told_before_anything_is_simulated(
        int exitCode, string told, params string[] args)
    {
        var file = Write("plain", "");

        var result = Cli.RunHere(["lab", .. args, exitCode == 3 ? $"{file}/x" : file]);

        Assert.Equal((exitCode, ""), (result.ExitCode, result.Output));
        Assert.Contains(
            string.Format(null, told, file), result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_a_folder_is_told_as_such()
    {
        var result = Cli.RunHere("lab", "run", "--model", _folder.FullName);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal($"clearing: {_folder.FullName} is a folder", result.Error.TrimEnd());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"N\": 8,}")]
    [InlineData("{\"N\": 8, \"N\": 9}")]
    public void A_model_that_is_no_JSON_is_told_with_its_place(string text)
    {
        var file = Write("model.json", text);

        var result = Cli.RunHere("lab", "run", "--model", file);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"{file}:{(text.Length > 0 ? "1: " : " is empty")}", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("isFinalBlock", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$.fixtures[0]", """{"fixtures":[1]}""")]
    [InlineData("$.fixtures[0].capacity", """{"fixtures":[{}]}""")]
    [InlineData(
        "$.fixtures[0].book_in_sequence[0].seller",
        """{"fixtures":[{"capacity":[1],"book_in_sequence":[{"seller":-1}],"outcomes":{}}]}""")]
    [InlineData("$.base.x", """{"base":{"x":3}}""")]
    [InlineData("$.base.x.label", """{"base":{"x":{"label":3}}}""")]
    [InlineData("$.base.x.params", """{"base":{"x":{"params":[]}}}""")]
    [InlineData("$.base.x.mechanisms.six.fee[1]", """{"base":{"x":{"mechanisms":{"six":{"fee":[1,"2",3]}}}}}""")]
    [InlineData("$.attacks", """{"attacks":[]}""")]
    [InlineData("$.closed.E1", """{"closed":{"E1":5}}""")]
    [InlineData("$.closed.E1.exact", """{"closed":{"E1":{}}}""")]
    [InlineData("$.base", """{"base":{},"base":{}}""")]
    [InlineData("$", "[]")]
    [InlineData("$: has nothing to compare", "{}")]
    [InlineData("$: has nothing to compare", """{"closd":{}}""")]
    [InlineData("$: has nothing to compare", """{"closed":{},"fixtures":[],"base":{"x":{}}}""")]
    public void What_is_wrong_with_a_reference_is_told_with_its_place(string told, string text)
    {
        var file = Write("reference.json", text);

        var result = Cli.RunHere("lab", "compare", file, "--replications", "2");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"{file}:1: {told}", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_of_health_prints_what_raised_an_alarm_and_when_fees_were_lowest()
    {
        await WriteJournal();

        var result = Cli.RunHere("lab", "health", Database, "--honest-markets", "2");

        Assert.Equal("", result.Error);
        Assert.Contains(
            "Largest share: the largest seller's part of granted volume\n  alarm: above 35 %; in honest markets: tight",
            result.Output, StringComparison.Ordinal);
        Assert.Contains("ALARM above 1,800", result.Output, StringComparison.Ordinal);
        Assert.Contains("the lowest fee came in round ", result.Output, StringComparison.Ordinal);
    }

    private Task WriteJournal() => SmallJournal.Write(Database);

    private string Named(string arg) => arg switch
    {
        "DB" => Database,
        "LINK" => Of("link.db"),
        "KEYS" => Of("keys"),
        _ => arg,
    };

    private string Output(string name) => name == "-" ? name : Of(name);

    private string Of(string name) => Path.Combine(_folder.FullName, name);

    private string Write(string name, string text)
    {
        File.WriteAllText(Of(name), text);
        return Of(name);
    }
}
