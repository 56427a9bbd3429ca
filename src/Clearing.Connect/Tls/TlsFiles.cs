namespace Clearing.Connect;

/// <summary>The files of a process's certificate: the section <c>Cluster:Tls</c>.</summary>
/// <param name="CertificateFile">PEM; names the process's role as a URI.</param>
/// <param name="KeyFile">PEM, the certificate's private key; only its owner may read it.</param>
/// <param name="AuthorityFile">PEM, the certificates of the cluster's own authority.</param>
/// <param name="DenyFile">
/// Serial numbers of revoked certificates, hex, one a line, read every minute; null for none.
/// </param>
public sealed record TlsFiles(
    string CertificateFile, string KeyFile, string AuthorityFile, string? DenyFile = null);
