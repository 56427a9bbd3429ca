namespace Clearing.Connect;

/// <summary>The files that the section <c>Cluster:Tls</c> names.</summary>
/// <param name="CertificateFile">A PEM file; its certificate names the role as a URI.</param>
/// <param name="KeyFile">A PEM file with the private key, readable only by its owner.</param>
/// <param name="AuthorityFile">A PEM file with the cluster's own authority.</param>
/// <param name="DenyFile">
/// A file of revoked certificates, one hex serial number per line, reloaded every minute; null for
/// none.
/// </param>
public sealed record TlsFiles(
    string CertificateFile, string KeyFile, string AuthorityFile, string? DenyFile = null);
