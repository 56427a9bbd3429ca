using Clearing.Access;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Clearing.Gateway.Tests;

/// <summary>A server without keys starts only on addresses of this machine.</summary>
public class StartRuleTests
{
    [Theory]
    [InlineData("urls", "http://localhost:5000;http://127.0.0.1:5001; http://[::1]:5002 ;", true)]
    [InlineData("urls", "https://127.0.0.9:5000", true)]
    [InlineData("urls", "http://localhost:5000;http://10.0.0.7:5000", false)]
    [InlineData("urls", "http://localhost.evil.example:5000", false)]
    [InlineData("urls", "http://[::ffff:10.0.0.7]:5000", false)]
    [InlineData("http_ports", "5000", false)]
    [InlineData("https_ports", "5000", false)]
    [InlineData("Kestrel:Endpoints:Web:Url", "http://localhost:5000", true)]
    [InlineData("Kestrel:Endpoints:Web:Url", "http://*:5000", false)]
    public void An_address_that_other_machines_reach_ends_a_start_without_keys(
        string setting, string value, bool starts)
    {
        var refusal = Refusal(noAuth: true, "Production", (setting, value));

        Assert.Equal(starts, refusal is null);
        Assert.True(starts || refusal!.Contains("serves this machine alone"), refusal);
    }

    [Theory]
    [InlineData("urls", "http://localhost:5000")]
    [InlineData("Kestrel:Endpoints:Web:Url", "http://localhost:5000")]
    public void A_port_alone_does_not_count_beside_an_address(string setting, string value)
    {
        Assert.Null(Refusal(noAuth: true, "Production", (setting, value), ("http_ports", "8080")));
    }

    [Theory]
    [InlineData(false, "Production", false)]
    [InlineData(true, "Production", true)]
    [InlineData(false, "Development", true)]
    public void Only_Production_must_be_told_to_serve_without_keys(
        bool noAuth, string environment, bool starts)
    {
        Assert.Equal(starts, Refusal(noAuth, environment) is null);
    }

    [Theory]
    [InlineData("https://issuer.example", "key.pem", null, "must name one of Authority, PublicKeyFile")]
    [InlineData("https://issuer.example", null, "dev.key", "must name one of Authority, PublicKeyFile")]
    [InlineData(null, "key.pem", "dev.key", "must name one of Authority, PublicKeyFile")]
    [InlineData(null, "key.pem", null, "Issuer must be named")]
    public void Keys_of_two_kinds_and_a_key_without_an_issuer_are_refused(
        string? authority, string? publicKey, string? development, string why)
    {
        var options = new AuthOptions
        {
            Authority = authority, PublicKeyFile = publicKey, DevelopmentKeyFile = development,
        };

        Assert.Contains(
            why,
            Assert.Throws<ArgumentException>(() => new TokenKeys(options, TimeProvider.System)).Message);
    }

    [Theory]
    [InlineData("https://issuer.example", null)]
    [InlineData(null, "dev.key")]
    public void Keys_of_one_kind_are_enough_for_any_address(string? authority, string? development)
    {
        var keys = new TokenKeys(
            new AuthOptions { Authority = authority, DevelopmentKeyFile = development },
            TimeProvider.System);

        Assert.True(keys.Required);
        Assert.Null(Refusal(keys, noAuth: false, "Development", ("urls", "http://*:5000")));
        Assert.Equal(
            development is null, Refusal(keys, noAuth: false, "Production") is null);
    }

    private static string? Refusal(
        bool noAuth, string environment, params (string Setting, string Value)[] settings) =>
        Refusal(new TokenKeys(new AuthOptions(), TimeProvider.System), noAuth, environment, settings);

    private static string? Refusal(
        TokenKeys keys, bool noAuth, string environment, params (string Setting, string Value)[] settings)
    {
        var host = Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { EnvironmentName = environment });
        host.Configuration.AddInMemoryCollection(
            settings.Select(pair => KeyValuePair.Create(pair.Setting, (string?)pair.Value)));
        return StartRule.Refusal(keys, noAuth, host.Environment, host.Configuration);
    }
}
