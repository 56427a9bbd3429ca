namespace Clearing.Gateway.Tests;

/// <summary>Two public linters find nothing in the description, with their strict rules.</summary>
public class LinterTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Spectral = "@stoplight/spectral-cli@6.16.3";
    private const string Redocly = "@redocly/cli@2.77.0";

    // The authors have no address for users of the interface, so there is none to give.
    private const string SpectralRules =
        """
        extends: [["spectral:oas", "all"]]
        rules:
          contact-properties: off
        """;

    [NpmFact(Spectral, "spectral")]
    public async Task Spectral_finds_nothing()
    {
        var (file, rules) = await Written("rules.yaml", SpectralRules);
        var lint = NpmFactAttribute.Run(Spectral, "spectral", "lint", file, "--fail-severity", "hint", "--ruleset",
            rules)!.Value;

        Assert.True(lint.ExitCode == 0 && lint.Output.Contains("No results"), lint.Output);
    }

    [NpmFact(Redocly, "redocly")]
    public async Task Redocly_finds_nothing()
    {
        var (file, rules) = await Written("redocly.yaml", "extends: [recommended-strict]");
        var lint = NpmFactAttribute.Run(Redocly, "redocly", "lint", file, "--config", rules)!.Value;

        // Its strict rules have no warnings, only errors.
        Assert.True(lint.ExitCode == 0, lint.Output);
    }

    private async Task<(string File, string Rules)> Written(string name, string rules)
    {
        var file = Path.Combine(server.Folder, "openapi.json");
        await File.WriteAllTextAsync(
            file, (await server.Send("GET", "/openapi/v1.json")).Text);
        await File.WriteAllTextAsync(Path.Combine(server.Folder, name), rules);
        return (file, Path.Combine(server.Folder, name));
    }
}
