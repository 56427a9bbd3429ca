using System.Security.Cryptography.X509Certificates;

namespace Clearing.Connect;

/// <summary>
/// Decides whether the other end of a connection belongs to the cluster and has a given role.
/// </summary>
/// <param name="authorities">The cluster's own authority; no other one is trusted.</param>
/// <param name="clusterId">The cluster's id.</param>
/// <param name="revoked">Returns the hex serial numbers of revoked certificates.</param>
internal sealed class PeerRule(
    X509Certificate2Collection authorities, string clusterId, Func<IReadOnlySet<string>> revoked)
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    /// <summary>Why a certificate is refused; null if its bearer may connect.</summary>
    /// <param name="certificate">The peer's certificate; null if it showed none.</param>
    /// <param name="roles">The certificate must name one of these roles.</param>
    /// <param name="asServer">True if the peer is the server of this connection.</param>
    public string? Refusal(X509Certificate2? certificate, PeerRole roles, bool asServer)
    {
        if (certificate is null) { return "it showed no certificate"; }
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new(asServer ? ServerUse : ClientUse));
        if (!chain.Build(certificate))
        {
            var status = chain.ChainStatus.Select(found => found.Status).FirstOrDefault();
            return $"its certificate is not of this cluster's authority ({status})";
        }
        var serial = certificate.SerialNumber.TrimStart('0');
        if (revoked().Any(number => number.TrimStart('0') == serial))
        {
            return $"its certificate {certificate.SerialNumber} is on the deny list";
        }
        return (PeerNames.RolesOf(certificate, clusterId) & roles) == PeerRole.None
            ? $"its certificate does not name a role that may connect here ({roles})"
            : null;
    }
}
