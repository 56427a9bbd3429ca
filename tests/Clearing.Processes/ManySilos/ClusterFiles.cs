using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Clearing.Access;
using Clearing.Connect;
using Clearing.Journal;
using Clearing.Sealing;

namespace Clearing.Processes.ManySilos;

/// <summary>The certificates and keys of a run, like those that operators create.</summary>
internal sealed class ClusterFiles
{
    private static readonly DateTimeOffset Today = DateTimeOffset.UtcNow;
    private readonly string _folder;

    /// <summary>Creates all files.</summary>
    /// <param name="folder">The folder of the files.</param>
    internal ClusterFiles(string folder)
    {
        _folder = folder;
        SiloKey = SiloKeyFile.In(folder);
        TokenOf("operator", "first");
        KeyFile.Add(JournalKeys, "silos", SystemSecrets.Instance);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var named = new CertificateRequest("CN=clearing authority", key, HashAlgorithmName.SHA256);
        named.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        named.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        using var authority = named.CreateSelfSigned(Today.AddDays(-1), Today.AddDays(30));
        Write("authority.pem", authority.ExportCertificatePem());
        foreach (var role in (string[])["silo", "gateway"]) { Make(role, authority); }
    }

    /// <summary>The key file by which silos recognize each other's calls.</summary>
    internal string SiloKey { get; }

    /// <summary>The file of the keys that seal the journal.</summary>
    internal string JournalKeys => Path.Combine(_folder, "keys");

    /// <summary>The settings by which a process accepts the tokens of <see cref="TokenOf"/>.</summary>
    internal string[] TokenSettings =>
        ["--environment=Development", $"--Gateway:Auth:DevelopmentKeyFile={TokenKey}"];

    private string TokenKey => Path.Combine(_folder, "tokens.key");

    /// <summary>A caller's token for longer than any run.</summary>
    /// <param name="role"><c>seller</c> or <c>operator</c>, who acts in all regions.</param>
    /// <param name="subject">The seller's id, or the operator's name.</param>
    internal string TokenOf(string role, string subject) => DevelopmentTokens.Create(
        TokenKey, role, subject, ["*"], DateTime.UtcNow.AddDays(2));

    /// <summary>The certificate of a client.</summary>
    internal TlsSetting OfClients => new(IsOff: false, Files("gateway"));

    /// <summary>The settings of a process that shows the certificate of a role.</summary>
    /// <param name="role"><c>silo</c> or <c>gateway</c>.</param>
    internal string[] TlsOf(string role)
    {
        var files = Files(role);
        return
        [
            $"--Cluster:Tls:AuthorityFile={files.AuthorityFile}",
            $"--Cluster:Tls:CertificateFile={files.CertificateFile}",
            $"--Cluster:Tls:KeyFile={files.KeyFile}",
        ];
    }

    private TlsFiles Files(string role) => new(
        Path.Combine(_folder, $"{role}.pem"), Path.Combine(_folder, $"{role}.key"),
        Path.Combine(_folder, "authority.pem"));

    private void Make(string role, X509Certificate2 authority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var named = new CertificateRequest($"CN={role}", key, HashAlgorithmName.SHA256);
        named.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        named.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(
            [new("1.3.6.1.5.5.7.3.1"), new("1.3.6.1.5.5.7.3.2")], critical: false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new($"urn:clearing:clearing:{role}"));
        named.CertificateExtensions.Add(names.Build());
        using var signed = named.Create(
            authority, Today.AddDays(-1), Today.AddDays(20), RandomNumberGenerator.GetBytes(8));
        Write($"{role}.pem", signed.ExportCertificatePem());
        Write($"{role}.key", key.ExportPkcs8PrivateKeyPem());
    }

    private void Write(string name, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using var file = new StreamWriter(Path.Combine(_folder, name), options);
        file.WriteLine(text);
    }
}
