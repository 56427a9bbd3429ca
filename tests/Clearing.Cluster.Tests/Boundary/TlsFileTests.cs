using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Clearing.Connect;
using Microsoft.Extensions.Logging.Abstractions;

namespace Clearing.Cluster.Tests.Boundary;

/// <summary>Files of certificates that cannot be used are named with their settings.</summary>
public sealed class TlsFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clearing-tls-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_key_of_another_certificate_is_named_with_both_files()
    {
        var said = Refused(Certificate("own"), Key("other"), Certificate("authority"));

        Assert.Contains($"Cluster:Tls:CertificateFile '{InFolder("own.pem")}'", said);
        Assert.Contains($"KeyFile '{InFolder("other.key")}'", said);
    }

    [Fact]
    public void An_authority_that_is_not_there_is_named_and_not_the_certificate()
    {
        var said = Refused(Certificate("own"), Key("own"), InFolder("none.pem"));

        Assert.Contains($"Cluster:Tls:AuthorityFile '{InFolder("none.pem")}'", said);
        Assert.DoesNotContain("CertificateFile", said);
    }

    private static string Refused(string certificate, string key, string authority) =>
        Assert.Throws<ArgumentException>(() => ClusterTls.Load(
            new(certificate, key, authority), PeerRole.Silo, "clearing", NullLogger.Instance)).Message;

    private string Certificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var made = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        using var signed = made.CreateSelfSigned(
            DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(InFolder(name + ".pem"), signed.ExportCertificatePem());
        return InFolder(name + ".pem");
    }

    private string Key(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using var file = new StreamWriter(InFolder(name + ".key"), options);
        file.Write(key.ExportPkcs8PrivateKeyPem());
        return InFolder(name + ".key");
    }

    private string InFolder(string name) => Path.Combine(_folder, name);
}
