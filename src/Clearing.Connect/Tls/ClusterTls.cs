using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Orleans.Connections.Security;

namespace Clearing.Connect;

/// <summary>
/// Mutual TLS between the processes of a cluster. Both ends show a certificate that the cluster's
/// own authority issued and that names their role.
/// </summary>
public sealed partial class ClusterTls
{
    private readonly X509Certificate2 _own;
    private readonly PeerRule _rule;
    private readonly ILogger _log;

    /// <summary>Uses certificates that are already loaded.</summary>
    /// <param name="own">This process's certificate with its private key.</param>
    /// <param name="authorities">The certificates of the cluster's own authority.</param>
    /// <param name="clusterId">The cluster's id.</param>
    /// <param name="log">Logs which peers are refused, and why.</param>
    /// <param name="denyFile">A file of revoked serial numbers; null for none.</param>
    /// <param name="clock">Times the reloading of the deny list; null for the system's.</param>
    /// <exception cref="ArgumentException">The deny list cannot be read.</exception>
    public ClusterTls(
        X509Certificate2 own, X509Certificate2Collection authorities, string clusterId, ILogger log,
        string? denyFile = null, TimeProvider? clock = null)
    {
        _own = own;
        _log = log;
        var denied = new DenyList(denyFile, clock ?? TimeProvider.System, log);
        // A list that cannot be read ends the start, and not each connection.
        _ = denied.Current();
        _rule = new PeerRule(authorities, clusterId, denied.Current);
    }

    /// <summary>Reads a process's certificate files.</summary>
    /// <param name="files">The paths of the files.</param>
    /// <param name="role">The role that its certificate must name.</param>
    /// <param name="clusterId">The cluster's id.</param>
    /// <param name="log">Logs which peers are refused, and why.</param>
    /// <exception cref="ArgumentException">
    /// A file cannot be read, other users can read the key, or the certificate lacks the role.
    /// </exception>
    public static ClusterTls Load(TlsFiles files, PeerRole role, string clusterId, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(files);
        RefuseSharedKey(files.KeyFile);
        var authorities = new X509Certificate2Collection();
        Read($"AuthorityFile '{files.AuthorityFile}'", () =>
        {
            authorities.ImportFromPemFile(files.AuthorityFile);
            return authorities;
        });
        var pair = $"CertificateFile '{files.CertificateFile}' and KeyFile '{files.KeyFile}'";
        var own = Read(pair, () =>
        {
            using var pem =
                X509Certificate2.CreateFromPemFile(files.CertificateFile, files.KeyFile);
            // Some platforms only accept a key that was loaded in one file with its certificate.
            return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
        });
        if (!PeerNames.RolesOf(own, clusterId).HasFlag(role))
        {
            throw new ArgumentException(
                $"Cluster:Tls:CertificateFile '{files.CertificateFile}' must name "
                + $"{PeerNames.Of(clusterId, role)} as a URI among its alternative names.");
        }
        return new ClusterTls(own, authorities, clusterId, log, files.DenyFile);
    }

    /// <summary>The TLS options for connections from or to peers in the given roles.</summary>
    /// <param name="peers">The peer's certificate must name one of these roles.</param>
    /// <param name="peerIsServer">True for connections that this process opens.</param>
    public TlsOptions For(PeerRole peers, bool peerIsServer)
    {
        var options = new TlsOptions
        {
            LocalCertificate = _own,
            RemoteCertificateMode = RemoteCertificateMode.RequireCertificate,
            ClientCertificateMode = RemoteCertificateMode.RequireCertificate,
            RemoteCertificateValidation = (certificate, _, _) =>
                IsWelcome(certificate, peers, peerIsServer),
        };
        // TLS sends this name, but the peer is identified by the role in its certificate.
        options.OnAuthenticateAsClient = (_, client) => client.TargetHost = "clearing";
        return options;
    }

    private bool IsWelcome(X509Certificate2? certificate, PeerRole peers, bool peerIsServer)
    {
        if (_rule.Refusal(certificate, peers, peerIsServer) is not { } why) { return true; }
        Refused(_log, why);
        return false;
    }

    private static void RefuseSharedKey(string file)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(file)) { return; }
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        if ((File.GetUnixFileMode(file) & Others) != 0)
        {
            throw new ArgumentException(
                $"Cluster:Tls:KeyFile '{file}' can be read by others; chmod 600 it.");
        }
    }

    private static T Read<T>(string settings, Func<T> read)
    {
        try
        {
            return read();
        }
        // A key that does not match its certificate is an ArgumentException.
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException
            or CryptographicException or ArgumentException)
        {
            throw new ArgumentException(
                $"Cluster:Tls:{settings} cannot be used: {Sentence(wrong)}", wrong);
        }
    }

    // The name of a parameter follows the sentence of an ArgumentException.
    private static string Sentence(Exception wrong) => wrong.Message.Split(" (Parameter")[0];

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "A connection of the cluster was refused: {Why}")]
    private static partial void Refused(ILogger log, string why);
}
