using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Orleans.Connections.Security;

namespace Clearing.Connect;

/// <summary>
/// Mutual TLS between the processes of a cluster: both ends show a certificate of the cluster's own
/// authority that names their role.
/// </summary>
public sealed partial class ClusterTls
{
    private readonly X509Certificate2 _own;
    private readonly PeerRule _rule;
    private readonly ILogger _log;

    /// <summary>Uses a certificate.</summary>
    /// <param name="own">This process's, with its private key.</param>
    /// <param name="authorities">The cluster's own authority.</param>
    /// <param name="clusterId">The cluster's id.</param>
    /// <param name="log">Logs which peers are refused, and why.</param>
    /// <param name="denyFile">Serial numbers of revoked certificates; null for none.</param>
    /// <param name="clock">Says when the deny list is read again.</param>
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

    /// <summary>Reads the files of a process.</summary>
    /// <param name="files">Where they are.</param>
    /// <param name="role">The role that its certificate must name.</param>
    /// <param name="clusterId">The cluster's id.</param>
    /// <param name="log">Logs which peers are refused, and why.</param>
    /// <exception cref="ArgumentException">
    /// A file cannot be read, others may read the key, or the certificate names another role.
    /// </exception>
    public static ClusterTls Load(TlsFiles files, PeerRole role, string clusterId, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(files);
        RefuseSharedKey(files.KeyFile);
        var authorities = new X509Certificate2Collection();
        var own = Read(files.CertificateFile, () =>
        {
            authorities.ImportFromPemFile(files.AuthorityFile);
            using var pem =
                X509Certificate2.CreateFromPemFile(files.CertificateFile, files.KeyFile);
            // Some platforms only use a key that came with its certificate in one file.
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

    /// <summary>How connections from or to peers in some roles are made safe.</summary>
    /// <param name="peers">One of these roles is needed.</param>
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
        // The name that TLS sends along; who the peer is, is checked by its certificate's role.
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

    private static T Read<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception wrong) when (
            wrong is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ArgumentException(
                $"The files of Cluster:Tls cannot be used ('{file}'): {wrong.Message}", wrong);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "A connection of the cluster was refused: {Why}")]
    private static partial void Refused(ILogger log, string why);
}
