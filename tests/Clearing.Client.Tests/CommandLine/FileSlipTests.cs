namespace Clearing.Client.Tests.CommandLine;

/// <summary>What is wrong in a file is told with its place, and nothing that is not so.</summary>
public sealed class FileSlipTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clearing");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_round_without_a_bid_in_a_region_is_told_with_the_region()
    {
        var file = Write(
            "bids.csv",
            "bid_id,seller,region,round,max_fee_micros,max_volume\n"
            + "b1,acme,eu/standard,1,5,6\nb2,bob,us/standard,2,4,5\n");

        var result = Cli.RunHere(
            "clear", file, "--capacity", "10", "--region", "us/standard", "--round", "1");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(
            "has no bid of round 1 in region us/standard;", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("market", "create", "us/standard/q4", "--config", "FILE")]
    [InlineData("allocation", "report", "acme", "us/standard", "FILE")]
    [InlineData("allocation", "zone", "us/standard", "--config", "FILE")]
    public void Malformed_JSON_is_told_with_file_and_line(params string[] args)
    {
        var file = Write("config.json", "{\n \"lot\": 5,,\n}");

        var result = Cli.RunHere(
            [.. args.Select(arg => arg == "FILE" ? file : arg), "--server", "http://127.0.0.1:1"]);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"{file}:2: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("is not valid JSON at byte", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_that_a_key_cannot_have_is_no_fault_of_the_key_file()
    {
        var file = Path.Combine(_folder.FullName, "keys");
        Assert.Equal(0, Cli.RunHere("keys", "new", file, "k1").ExitCode);
        var before = File.ReadAllText(file);

        var taken = Cli.RunHere("keys", "new", file, "k1");
        var malformed = Cli.RunHere("keys", "new", file, "a b");

        Assert.Equal((2, 2), (taken.ExitCode, malformed.ExitCode));
        Assert.StartsWith("clearing: ID \"k1\": must be new", taken.Error, StringComparison.Ordinal);
        Assert.StartsWith("clearing: ID \"a b\": must be 1 to 60", malformed.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(file));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
