using System.Security.Cryptography;
using Clearing.Settings;

namespace Clearing.Gateway.Tests;

/// <summary>In Production a server needs keys, or an argument to serve this machine only.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clearing-start-").FullName;

    private string Database => Path.Combine(_folder, "c.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Production_does_not_start_without_keys_and_opens_no_journal()
    {
        var said = Refused("--urls", "http://127.0.0.1:0");

        Assert.Contains("no keys are configured", said);
        Assert.Contains("--no-auth", said);
        Assert.False(File.Exists(Database));
    }

    [Theory]
    [InlineData("--urls", "http://0.0.0.0:5000")]
    [InlineData("--urls", "http://localhost:5000;http://*:5001")]
    [InlineData("--urls", "http://[::]:5000")]
    [InlineData("--Kestrel:Endpoints:Web:Url", "http://10.0.0.7:80")]
    [InlineData("--http_ports", "8080")]
    public void Without_keys_no_address_is_open_to_other_machines(string setting, string address)
    {
        Assert.Contains("serves this machine alone", Refused("--no-auth", setting, address));
    }

    [Fact]
    public void No_auth_and_keys_contradict_each_other()
    {
        var said = Refused(
            "--no-auth", "--Gateway:Auth:PublicKeyFile", "k.pem", "--Gateway:Auth:Issuer", "i");

        Assert.Contains("contradicts Gateway:Auth", said);
    }

    [Theory]
    [InlineData("DevelopmentKeyFile", null)]
    [InlineData("DevelopmentKeyFile", "c2hvcnQ=")]
    [InlineData("DevelopmentKeyFile", "no base64")]
    [InlineData("PublicKeyFile", null)]
    [InlineData("PublicKeyFile", "no pem")]
    public void A_key_file_of_tokens_that_cannot_be_used_ends_the_start(string setting, string? text)
    {
        var said = RefusedKey(setting, text);

        Assert.StartsWith($"Gateway:Auth:{setting} is '{Path.Combine(_folder, "key")}': ", said);
        Assert.Contains("the file", said);
        Assert.DoesNotContain(text ?? "\n", said);
        Assert.False(File.Exists(Database));
    }

    [Fact]
    public void A_public_key_that_fits_no_accepted_algorithm_ends_the_start()
    {
        using var longer = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Assert.Contains(
            "RSA or EC P-256",
            RefusedKey("PublicKeyFile", longer.ExportSubjectPublicKeyInfoPem()));
    }

    [Theory]
    [InlineData("Logging:LogLevel:Default", "Warnig", "Trace, Debug, Information")]
    [InlineData("Logging:Console:LogLevel:Default", "Warnig", "Trace, Debug, Information")]
    [InlineData("Kestrel:Limits:MaxConcurrentConnections", "abc", "")]
    [InlineData("Kestrel:Limits:MaxConcurrentConnections", "0", "")]
    [InlineData("Kestrel:Limits:KeepAliveTimeout", "soon", "")]
    [InlineData("urls", "http://localhost:99999", "a port from 0 to 65535")]
    [InlineData("urls", "localhost", "http://host:port")]
    [InlineData("urls", "ftp://localhost", "http://host:port")]
    [InlineData("Kestrel:Endpoints:Web:Url", "http://localhost:99999", "a port from 0 to 65535")]
    public void A_wrong_setting_of_the_host_is_named_with_its_value(
        string setting, string value, string allowed)
    {
        var said = Refused("--no-auth", $"--{setting}", value);

        Assert.StartsWith($"{setting} is '{value}'; ", said);
        Assert.Contains(allowed, said);
        Assert.DoesNotContain('\n', said);
    }

    private string RefusedKey(string setting, string? text)
    {
        var file = Path.Combine(_folder, "key");
        if (text is not null) { File.WriteAllText(file, text); }
        return Assert.Throws<WrongSettingException>(() => Silo.Server.Create(
        [
            "--environment", "Development", "--Journal:Path", Database,
            $"--Gateway:Auth:{setting}", file,
            .. setting == "PublicKeyFile" ? ["--Gateway:Auth:Issuer", "issuer"] : Array.Empty<string>(),
        ])).Message;
    }

    private string Refused(params string[] args) =>
        Assert.ThrowsAny<ArgumentException>(() => Silo.Server.Create(
            ["--environment", "Production", "--Journal:Path", Database, .. args])).Message;
}
