using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Clearing.Connect;

namespace Clearing.Cluster.Tests.Boundary;

/// <summary>Which certificates open a connection of the cluster, and in which role.</summary>
public sealed class PeerRuleTests : IDisposable
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";
    private const PeerRole Any = PeerRole.Silo | PeerRole.Gateway;

    private readonly X509Certificate2 _authority = Authority();
    private readonly X509Certificate2 _stranger = Authority();
    private string _revoked = "";

    public void Dispose()
    {
        _authority.Dispose();
        _stranger.Dispose();
    }

    [Theory]
    [InlineData("urn:clearing:clearing:silo", PeerRole.Silo, true)]
    [InlineData("urn:clearing:clearing:gateway", Any, true)]
    [InlineData("urn:clearing:clearing:gateway", PeerRole.Silo, false)]
    [InlineData("urn:clearing:other:silo", Any, false)]
    [InlineData("urn:clearing:clearing:silo:gateway", Any, false)]
    [InlineData("https://clearing/silo", Any, false)]
    public void A_certificate_is_good_for_the_role_that_it_names(string name, PeerRole roles, bool good)
    {
        using var peer = Make(_authority, name);

        Assert.Equal(good, Refusal(peer, roles) is null);
    }

    [Fact]
    public void Without_a_certificate_nobody_connects() =>
        Assert.Equal("it showed no certificate", Refusal(null, Any));

    [Fact]
    public void A_certificate_of_another_authority_is_refused()
    {
        using var peer = Make(_stranger, "urn:clearing:clearing:silo");

        Assert.Contains("not of this cluster's authority", Refusal(peer, Any));
    }

    [Fact]
    public void A_certificate_that_has_ended_is_refused()
    {
        using var peer = Make(_authority, "urn:clearing:clearing:silo", ended: true);

        Assert.Contains("NotTimeValid", Refusal(peer, Any));
    }

    [Theory]
    [InlineData(ClientUse, false)]
    [InlineData(ServerUse, true)]
    public void A_server_shows_a_certificate_for_servers(string use, bool good)
    {
        using var peer = Make(_authority, "urn:clearing:clearing:silo", use);

        Assert.Equal(good, Refusal(peer, PeerRole.Silo, asServer: true) is null);
    }

    [Fact]
    public void A_certificate_on_the_deny_list_is_refused()
    {
        using var peer = Make(_authority, "urn:clearing:clearing:silo");
        _revoked = peer.SerialNumber;

        Assert.Contains("on the deny list", Refusal(peer, Any));
    }

    private string? Refusal(X509Certificate2? peer, PeerRole roles, bool asServer = false) =>
        new PeerRule([_authority], "clearing", () => new HashSet<string> { _revoked })
            .Refusal(peer, roles, asServer);

    private static X509Certificate2 Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var named = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256);
        named.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return named.CreateSelfSigned(
            DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(2));
    }

    private static X509Certificate2 Make(
        X509Certificate2 authority, string uri, string use = ClientUse, bool ended = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var named = new CertificateRequest("CN=peer", key, HashAlgorithmName.SHA256);
        named.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid(use)], critical: false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri(uri));
        named.CertificateExtensions.Add(names.Build());
        return named.Create(
            authority, DateTimeOffset.UtcNow.AddDays(-1),
            DateTimeOffset.UtcNow.AddDays(ended ? -0.5 : 1), RandomNumberGenerator.GetBytes(8));
    }
}
