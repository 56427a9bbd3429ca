using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace Clearing.Connect;

/// <summary>The names by which a cluster's certificates declare their roles.</summary>
/// <remarks>
/// Each is a URI in the subject's alternative names: <c>urn:clearing:ID:silo</c> or
/// <c>urn:clearing:ID:gateway</c>, where ID is the cluster's id.
/// </remarks>
public static class PeerNames
{
    private const string AlternativeNames = "2.5.29.17";
    private static readonly Asn1Tag Uri = new(TagClass.ContextSpecific, 6);

    /// <summary>The name of one role in a cluster.</summary>
    /// <param name="clusterId">The cluster's id.</param>
    /// <param name="role">Exactly one role.</param>
    /// <exception cref="ArgumentOutOfRangeException">None or several roles are given.</exception>
    public static string Of(string clusterId, PeerRole role) => $"urn:clearing:{clusterId}:" + role switch
    {
        PeerRole.Silo => "silo",
        PeerRole.Gateway => "gateway",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "One role has a name."),
    };

    /// <summary>The roles that a certificate names in a cluster.</summary>
    /// <param name="certificate">The certificate; its chain is not checked here.</param>
    /// <param name="clusterId">The cluster's id; names of other clusters are ignored.</param>
    public static PeerRole RolesOf(X509Certificate2 certificate, string clusterId)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var names = UrisOf(certificate);
        var roles = PeerRole.None;
        foreach (var role in new[] { PeerRole.Silo, PeerRole.Gateway })
        {
            if (names.Contains(Of(clusterId, role))) { roles |= role; }
        }
        return roles;
    }

    private static HashSet<string> UrisOf(X509Certificate2 certificate)
    {
        var uris = new HashSet<string>(StringComparer.Ordinal);
        var extensions = certificate.Extensions.Where(
            found => found.Oid?.Value == AlternativeNames);
        foreach (var extension in extensions)
        {
            try
            {
                var names = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
                while (names.HasData)
                {
                    if (names.PeekTag().HasSameClassAndValue(Uri))
                    {
                        uris.Add(names.ReadCharacterString(UniversalTagNumber.IA5String, Uri));
                        continue;
                    }
                    names.ReadEncodedValue();
                }
            }
            catch (AsnContentException)
            {
                // A malformed extension names no role.
                return [];
            }
        }
        return uris;
    }
}
