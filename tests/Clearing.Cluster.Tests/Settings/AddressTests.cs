using Clearing.Connect;
using Clearing.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Clearing.Cluster.Tests.Settings;

/// <summary>A client with wrong settings fails when built, instead of never connecting.</summary>
public class AddressTests
{
    [Theory]
    [InlineData("Cluster:GatewayPort", "0", "a whole number from 1 to 65535")]
    [InlineData("Cluster:GatewayPort", "3e4", "a whole number from 1 to 65535")]
    [InlineData("Cluster:CallTimeout", "30", "such as 00:00:30 for 30 seconds")]
    [InlineData("Cluster:CallTimeout", "00:00:00", "such as 00:00:30 for 30 seconds")]
    [InlineData("Cluster:Id", " ", "is empty")]
    [InlineData("Cluster:ConectionString", "Host=db", "did you mean Cluster:ConnectionString?")]
    [InlineData("Cluster:ConnectionString", "Hots=db", "no connection string")]
    public void A_wrong_value_is_named_with_what_is_allowed(string name, string value, string allowed)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection([new(name, value)]);
        var wrong = Assert.Throws<WrongSettingException>(() => builder.AddClearingClient());
        Assert.Contains(name, wrong.Message, StringComparison.Ordinal);
        Assert.Contains(allowed, wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cluster:Id")]
    [InlineData("Cluster:ServiceId")]
    public void A_client_of_silos_on_a_network_names_their_cluster_and_its_service(string given)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(
        [
            new("Cluster:ConnectionString", "Host=db"), new("Cluster:Tls", "off"), new(given, "eu"),
        ]);

        Assert.StartsWith(
            "Cluster:Id and Cluster:ServiceId must both be given",
            Assert.Throws<ArgumentException>(() => builder.AddClearingClient()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_reads_the_address_of_each_of_its_clusters_from_a_section_of_its_own()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Clusters:eu:Id", "eu"), new("Clusters:eu:ConnectionString", "Host=db.eu"),
            new("Clusters:us:ConnectionString", "Host=db.us"), new("Clusters:us:SiloPort", "0"),
            new("Clusters:us:CallTimeout", "00:00:05"),
        ]).Build();
        var eu = ClusterAddress.Read(configuration, "Clusters:eu");
        var us = ClusterAddress.Read(configuration, "Clusters:us");
        Assert.Equal(("eu", "Host=db.eu"), (eu.Id, eu.ConnectionString));
        Assert.Equal(("clearing", "Host=db.us"), (us.Id, us.ConnectionString));
        Assert.Equal(TimeSpan.FromSeconds(5), us.CallTimeout);
    }
}
