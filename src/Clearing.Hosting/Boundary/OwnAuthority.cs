using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Clearing.Connect;
using Microsoft.Extensions.Logging;

namespace Clearing.Hosting;

/// <summary>
/// The certificate authority of a process that is the whole cluster. It is created at the start
/// and lives in memory only.
/// </summary>
internal static class OwnAuthority
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(3_650);
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    /// <summary>Creates mutual TLS for one machine.</summary>
    /// <param name="clusterId">The cluster's id.</param>
    /// <param name="clientFolder">
    /// The folder for a client's files, readable only by their owner; null for no clients.
    /// </param>
    public static Func<ILogger, ClusterTls> ForOneMachine(
        string clusterId, string? clientFolder = null)
    {
        var now = TimeProvider.System.GetUtcNow().AddMinutes(-5);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var wanted = new CertificateRequest("CN=clearing authority", key, HashAlgorithmName.SHA256);
        wanted.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        var authority = wanted.CreateSelfSigned(now, now + Life);
        var own = Issue(authority, PeerNames.Of(clusterId, PeerRole.Silo), now);
        if (clientFolder is not null)
        {
            using var client = Issue(authority, PeerNames.Of(clusterId, PeerRole.Gateway), now);
            Write(clientFolder, authority, client);
        }
        // Only the public half is used from here on.
        var trusted = X509CertificateLoader.LoadCertificate(authority.Export(X509ContentType.Cert));
        authority.Dispose();
        return log => new ClusterTls(own, [trusted], clusterId, log);
    }

    private static X509Certificate2 Issue(
        X509Certificate2 authority, string name, DateTimeOffset from)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var wanted = new CertificateRequest("CN=clearing", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri(name));
        wanted.CertificateExtensions.Add(names.Build());
        wanted.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(
            [new Oid(ServerUse), new Oid(ClientUse)], critical: false));
        using var signed = wanted.Create(
            authority, from, authority.NotAfter, RandomNumberGenerator.GetBytes(16));
        using var whole = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null,
            X509KeyStorageFlags.Exportable);
    }

    private static void Write(string folder, X509Certificate2 authority, X509Certificate2 client)
    {
        if (OperatingSystem.IsWindows()) { Directory.CreateDirectory(folder); }
        else
        {
            Directory.CreateDirectory(
                folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        WriteOwn(Path.Combine(folder, "authority.pem"), authority.ExportCertificatePem());
        WriteOwn(Path.Combine(folder, "gateway.pem"), client.ExportCertificatePem());
        WriteOwn(
            Path.Combine(folder, "gateway.key"),
            client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
    }

    private static void WriteOwn(string path, string text)
    {
        File.Delete(path);
        var options =
            new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using var file = new StreamWriter(path, options);
        file.Write(text);
    }
}
