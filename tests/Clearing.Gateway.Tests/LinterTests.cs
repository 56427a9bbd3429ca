namespace Clearing.Gateway.Tests;

/// <summary>Two public linters find nothing in the descriptions, with their strict rules.</summary>
public sealed class LinterTests : IAsyncLifetime
{
    private readonly RunningServer _server = new()
    {
        Settings =
        [
            "--Gateway:ContactName", "Market desk", "--Gateway:ContactUrl", "https://example.com/desk",
            "--Gateway:ContactEmail", "desk@example.com",
        ],
    };

    private const string Spectral = "@stoplight/spectral-cli@6.16.3";
    private const string Redocly = "@redocly/cli@2.77.0";

    private const string SpectralRules = """extends: [["spectral:oas", "all"]]""";

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [NpmFact(Spectral, "spectral")]
    public async Task Spectral_finds_nothing()
    {
        var (numbers, strings, rules) = await Written("rules.yaml", SpectralRules);
        var lint = NpmFactAttribute.Run(Spectral, "spectral", "lint", numbers, strings,
            "--fail-severity", "hint", "--ruleset", rules)!.Value;

        Assert.True(lint.ExitCode == 0 && lint.Output.Contains("No results"), lint.Output);
    }

    [NpmFact(Redocly, "redocly")]
    public async Task Redocly_finds_nothing()
    {
        var (numbers, strings, rules) = await Written("redocly.yaml", "extends: [recommended-strict]");
        var lint = NpmFactAttribute.Run(
            Redocly, "redocly", "lint", numbers, strings, "--config", rules)!.Value;

        // Its strict rules have no warnings, only errors.
        Assert.True(lint.ExitCode == 0, lint.Output);
    }

    private async Task<(string Numbers, string Strings, string Rules)> Written(string name, string rules)
    {
        foreach (var file in new[] { "v1.json", "v1-strings.json" })
        {
            await File.WriteAllTextAsync(
                Path.Combine(_server.Folder, file), (await _server.Send("GET", $"/openapi/{file}")).Text);
        }
        await File.WriteAllTextAsync(Path.Combine(_server.Folder, name), rules);
        return (
            Path.Combine(_server.Folder, "v1.json"), Path.Combine(_server.Folder, "v1-strings.json"),
            Path.Combine(_server.Folder, name));
    }
}
