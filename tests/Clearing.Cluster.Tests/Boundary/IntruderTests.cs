using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Clearing.Connect;
using Clearing.Contracts;
using Clearing.Grains;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Clearing.Cluster.Tests.Boundary;

/// <summary>Callers without the right to call a silo are refused, at its port or by it.</summary>
public sealed class IntruderTests(GuardedSilo silo) : IClassFixture<GuardedSilo>
{
    private const string East = "east/standard/2026-Q4";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private ISellerGrain Acme => silo.Client.GetGrain<ISellerGrain>("acme");

    private IRoundGrain Market => silo.Client.GetGrain<IRoundGrain>(East);

    [Fact]
    public async Task Callers_with_a_token_do_what_they_may()
    {
        silo.ActFor("operator", "olga", "east");
        var opened = await Market.Open(new MarketConfig());
        silo.ActFor("seller", "acme");
        var placed = await Acme.Place(East, Bid("b1", "acme"));

        Assert.Equal((OpenStatus.Opened, BidStatus.Accepted), (opened, placed.Status));
    }

    [Fact]
    public async Task A_neighbour_without_a_certificate_gets_no_connection() =>
        Assert.False(await Connects(new TlsSetting(IsOff: true, Files: null)));

    [Fact]
    public async Task A_certificate_of_another_authority_gets_no_connection()
    {
        var folder = Directory.CreateTempSubdirectory("clearing-stranger-").FullName;
        try
        {
            Assert.False(await Connects(new TlsSetting(false, Strangers(folder, silo.Files))));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_gateway_without_a_callers_token_is_nobody()
    {
        silo.ActFor(null);
        await Denied(() => Acme.Place(East, Bid("b2", "acme")));
        await Denied(() => Acme.Bids(East));
        await Denied(() => Market.Report());
        await Denied(() => Market.Pause("why not"));
    }

    [Theory]
    [InlineData("not.a.token")]
    [InlineData("eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiJhY21lIiwicm9sZSI6InNlbGxlciJ9.")]
    public async Task A_token_that_is_not_valid_is_none(string token)
    {
        CallContext.ActFor(token);
        await Denied(() => Acme.Bids(East));
    }

    [Fact]
    public async Task A_stolen_gateway_is_only_the_seller_whose_token_it_has()
    {
        silo.ActFor("seller", "acme");
        await Denied(() => silo.Client.GetGrain<ISellerGrain>("bob").Place(East, Bid("b3", "bob")));
        await Denied(() => silo.Client.GetGrain<ISellerGrain>("bob").Bids(East));
        await Denied(() => silo.Client.GetGrain<ISellerGrain>("bob").Statement(East));
        await Denied(() => Market.Inspections("bob", 0, 10));
        await Denied(() => Market.Clear(new RoundTerms(1, default)));
        await Denied(() => Market.Book(1, 0, 10));
    }

    [Fact]
    public async Task An_operator_acts_in_its_own_regions_alone()
    {
        silo.ActFor("operator", "otto", "west");
        await Denied(() => Market.Pause("mine now"));
        await Denied(() => Acme.Correct(new Correction("k", East, new Money(1), "n")));
        await Denied(() => Acme.SetBase(new BaseAllocation("east", "standard", new CubicFeet(1))));
    }

    [Fact]
    public async Task Interfaces_of_silos_are_closed_to_every_client()
    {
        silo.ActFor("operator", "olga", "*");
        RequestContext.Set(CallContext.SiloProof, RandomNumberGenerator.GetBytes(32));
        var notice = new Notice(
            East, "acme", 1, 1, new MoneyTerms("USD", 2, 0, 0), [], [], null, false);
        await Denied(() => silo.Client.GetGrain<ISellerInbox>("acme").Accept(notice));
        await Denied(() => silo.Client.GetGrain<IRoundBook>(East).BidsOf("acme"));
        await Denied(() => silo.Client.GetGrain<IMarketRegister>(IMarketDirectoryGrain.Key).Enter("x/y/z"));
        await Denied(() => silo.Client.GetGrain<IManagementGrain>(0).GetHosts());
        await Denied(() => Market.AsReference<IRemindable>().ReceiveReminder("duty", default));
        RequestContext.Remove(CallContext.SiloProof);
    }

    [Fact]
    public async Task A_proof_that_does_not_verify_is_denied_whatever_the_token_may_do()
    {
        silo.ActFor("seller", "acme");
        await Acme.Bids(East);
        RequestContext.Set(CallContext.SiloProof, RandomNumberGenerator.GetBytes(32));
        await Denied(() => Acme.Bids(East));
        RequestContext.Remove(CallContext.SiloProof);
    }

    [Fact]
    public async Task A_seller_sees_no_count_of_bids_and_no_seed_of_the_lottery()
    {
        const string Lottery = "east/standard/lottery";
        var market = silo.Client.GetGrain<IRoundGrain>(Lottery);
        silo.ActFor("operator", "olga", "east");
        await market.Open(new MarketConfig { TieRule = TieRule.SeededLottery, LotterySeed = "secret" });
        silo.ActFor("seller", "acme");
        await Acme.Place(Lottery, Bid("b1", "acme"));
        var report = await market.Report();

        Assert.Equal((0, ""), (report.OpenBidsFrom, report.Config!.LotterySeed));
    }

    [Fact]
    public async Task Who_acted_is_what_the_token_says_whatever_a_client_writes()
    {
        const string Forged = "east/standard/forged";
        var market = silo.Client.GetGrain<IRoundGrain>(Forged);
        silo.ActFor("operator", "olga", "east");
        CallContext.ActBecause("a flood", "r-1");
        RequestContext.Set(CallContext.By, "otto");
        await market.Open(new MarketConfig());
        var act = Assert.Single(await market.Audit(0, 10));

        Assert.Equal(("olga", "a flood", "r-1"), (act.By, act.Reason, act.RequestId));
    }

    private static Bid Bid(string id, string seller) =>
        new(id, seller, new Fee(5_000_000), new CubicFeet(10));

    private static Task Denied(Func<Task> call) => Assert.ThrowsAsync<AccessDeniedException>(call);

    private async Task<bool> Connects(TlsSetting tls)
    {
        using var client = silo.NewClient(tls);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await client.StartAsync(patience.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>A client's certificate with the right name and the wrong authority.</summary>
    private static TlsFiles Strangers(string folder, TlsFiles right)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var wanted = new CertificateRequest("CN=stranger", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri(PeerNames.Of("clearing", PeerRole.Gateway)));
        wanted.CertificateExtensions.Add(names.Build());
        using var own = wanted.CreateSelfSigned(
            DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var files = new TlsFiles(
            Path.Combine(folder, "c.pem"), Path.Combine(folder, "c.key"), right.AuthorityFile);
        File.WriteAllText(files.CertificateFile, own.ExportCertificatePem());
        File.WriteAllText(files.KeyFile, key.ExportPkcs8PrivateKeyPem());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(files.KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        return files;
    }
}
