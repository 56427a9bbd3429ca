using System.CommandLine;
using System.Text.Json.Nodes;
using Clearing.Lab.Claims;
using Clearing.Lab.Results;

namespace Clearing.Client.Lab;

/// <summary><c>clearing lab claims</c>: the article's claims.</summary>
internal static class ClaimsCommand
{
    private const string Summary = "The claims made for such markets, each with a verdict.";

    private const string Details =
        """
        Each verdict follows from figures of simulated markets, which are printed with the half
        widths of their 95 % intervals.

        Examples:
          clearing lab claims
          clearing lab claims --replications 10000 --json claims.json
        """;

    internal static Command Create()
    {
        var settings = new LabSettings(2000);
        var command = new DocumentedCommand("claims", Summary, Details);
        foreach (var option in settings.All) { command.Add(option); }
        command.SetAction(parsed =>
        {
            using var timer = new LabTimer();
            var options = settings.Read(parsed, timer, []);
            var claims = ArticleClaims.Judge(options);
            timer.Dispose();
            var shown = settings.WriteJson(parsed, () => new()
            {
                ["meta"] = ResultJson.Meta(options),
                ["claims"] = Json(claims),
            });
            if (!shown) { Print(claims); }
            return ExitCode.Fine;
        });
        return command;
    }

    /// <summary>The claims by their text.</summary>
    internal static JsonObject Json(IReadOnlyList<Claim> claims)
    {
        var members = new JsonObject();
        foreach (var claim in claims)
        {
            members[claim.Text] = new JsonObject
            {
                ["verdict"] = claim.Verdict,
                ["evidence"] = ResultJson.Of(claim.Evidence),
            };
        }
        return members;
    }

    private static void Print(IReadOnlyList<Claim> claims)
    {
        foreach (var claim in claims)
        {
            Console.WriteLine(claim.Text);
            Console.WriteLine($"  {claim.Verdict}");
            foreach (var (name, estimate) in claim.Evidence)
            {
                Console.WriteLine(
                    $"    {EstimateTable.Text(estimate),18}  {name.Replace('_', ' ')}");
            }
        }
    }
}
