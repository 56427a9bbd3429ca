using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Clearing.Gateway.Tests;

/// <summary>Over TLS the server speaks HTTP/2 and requires it in future.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"clearing-{Guid.NewGuid():N}.pfx");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Calls_share_one_connection_of_HTTP_2()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var wanted = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var certificate = wanted.CreateSelfSigned(
            DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllBytesAsync(_file, certificate.Export(X509ContentType.Pfx));
        var server = new RunningServer
        {
            Url = "https://127.0.0.1:0",
            Settings = ["--Kestrel:Certificates:Default:Path", _file],
        };
        await server.InitializeAsync();
        using var trusting = new SocketsHttpHandler();
        trusting.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        using var http = new HttpClient(trusting) { DefaultRequestVersion = HttpVersion.Version20 };
        var answers = await Task.WhenAll(Enumerable.Range(0, 150).Select(
            _ => http.GetAsync(new Uri(server.Address, "/v1/problems/NOT_FOUND"))));
        await server.DisposeAsync();

        Assert.All(answers, answer => Assert.Equal(
            (HttpStatusCode.OK, HttpVersion.Version20), (answer.StatusCode, answer.Version)));
        Assert.All(answers, answer => Assert.Equal(
            ["max-age=31536000"], answer.Headers.GetValues("Strict-Transport-Security")));
    }
}
