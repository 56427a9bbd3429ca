using System.Text.Json.Nodes;
using Clearing.Client.Remote;

namespace Clearing.Client.Tests.Remote;

/// <summary>What a file's refused rows look like.</summary>
public sealed class RefusedRowsTests
{
    [Theory]
    [InlineData(1, null)]
    [InlineData(100, null)]
    [InlineData(101, "1 more refused row; --json lists all of them")]
    [InlineData(350, "250 more refused rows; --json lists all of them")]
    public void The_first_hundred_are_shown_with_their_limit_and_the_others_are_counted(
        int rows, string? more)
    {
        var answer = new JsonObject
        {
            ["refused"] = new JsonArray([.. Enumerable.Range(1, rows).Select(row => (JsonNode)new JsonObject
            {
                ["line"] = row,
                ["status"] = "FEE_TOO_HIGH",
                ["limit"] = 77,
            })]),
        };

        var shown = Told(() => RemoteTable.ShowRefused(answer, "line", "status", "limit"));

        Assert.Equal(Math.Min(rows, 100), shown.Split("FEE_TOO_HIGH").Length - 1);
        Assert.Contains("77", shown, StringComparison.Ordinal);
        if (more is null) { Assert.DoesNotContain("more refused", shown, StringComparison.Ordinal); }
        else { Assert.EndsWith(more, shown.TrimEnd(), StringComparison.Ordinal); }
    }

    private static string Told(Action show) => CommandLine.Cli.Saying(show);
}
