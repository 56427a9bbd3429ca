using Clearing.Hosting;

namespace Clearing.Cluster.Tests.Boundary;

/// <summary>A proof is valid for one target, interface and method of one cluster.</summary>
public sealed class SiloCallProofTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Theory]
    [InlineData("other", "seller/acme", "ISellerInbox", "Accept")]
    [InlineData("clearing", "seller/bob", "ISellerInbox", "Accept")]
    [InlineData("clearing", "seller/acme", "ISellerGrain", "Accept")]
    [InlineData("clearing", "seller/acme", "ISellerInbox", "AcceptISellerInbox")]
    [InlineData("clearing", "seller/acmeISellerInbox", "", "Accept")]
    public void Another_call_needs_another_proof(
        string cluster, string target, string contract, string method) => Assert.NotEqual(
        Make("clearing", "seller/acme", "ISellerInbox", "Accept"),
        Make(cluster, target, contract, method));

    [Fact]
    public void The_same_call_has_the_same_proof() => Assert.Equal(
        Make("clearing", "seller/acme", "ISellerInbox", "Accept"),
        Make("clearing", "seller/acme", "ISellerInbox", "Accept"));

    private static string Make(string cluster, string target, string contract, string method) =>
        Convert.ToHexString(SiloCallProof.Make(Key, cluster, target, contract, method));
}
