using Clearing.Hosting;
using Clearing.Settings;
using Microsoft.Extensions.Configuration;

namespace Clearing.Cluster.Tests.Settings;

/// <summary>A wrong setting fails the start with one line: its name and what is allowed.</summary>
public class SiloSettingTests
{
    private const string Secret = "hush";
    private const string Database = "Host=db;Username=clearing;Password=" + Secret;

    [Theory]
    [InlineData("Journal:Provider", "Oracle", "one of Memory, Sqlite, PostgreSql")]
    [InlineData("Journal:Provider", "2", "one of Memory, Sqlite, PostgreSql")]
    [InlineData("Journal:Path", " ", "is empty")]
    [InlineData("Journal:Schema", "Clearing", "1 to 60 lower-case letters")]
    [InlineData("Journal:Schema", "x; DROP TABLE journal", "1 to 60 lower-case letters")]
    [InlineData("Journal:Writers", "0", "a whole number from 1 to 16")]
    [InlineData("Journal:Writers", "17", "a whole number from 1 to 16")]
    [InlineData("Journal:Writers", "two", "a whole number from 1 to 16")]
    [InlineData("Journal:Writer", "2", "did you mean Journal:Writers? Known are Provider, Path,")]
    [InlineData("Cluster:Clustering", "Consul", "one of Localhost, PostgreSql")]
    [InlineData("Cluster:Id", "", "is empty")]
    [InlineData("Cluster:ServiceId", "a\nb", "1 to 60 characters on one line")]
    [InlineData("Cluster:Address", "db.example", "it must be an IP address")]
    [InlineData("Cluster:SiloPort", "65536", "a whole number from 0 to 65535")]
    [InlineData("Cluster:SiloPort", "-1", "a whole number from 0 to 65535")]
    [InlineData("Cluster:GatewayPort", "1e3", "a whole number from 0 to 65535")]
    [InlineData("Cluster:Port", "11111", "is not a setting; known are Id, ServiceId,")]
    [InlineData("Cluster:GatwayPort", "1", "SiloPort, GatewayPort, CallTimeout, Tls.")]
    [InlineData("Cluster:Tsl", "off", "did you mean Cluster:Tls?")]
    public void A_wrong_value_is_named_with_what_is_allowed(string name, string value, string allowed)
    {
        var message = Refused((name, value));
        Assert.Contains(name, message, StringComparison.Ordinal);
        Assert.Contains(allowed, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Journal:ConnectionString", "Hots=db;Password=" + Secret)]
    [InlineData("Journal:ConnectionString", "Database=clearing;Password=" + Secret)]
    [InlineData("Cluster:ConnectionString", "Host=db;Port=much;Password=" + Secret)]
    public void A_connection_string_that_is_none_is_named_and_not_shown(string name, string value)
    {
        var message = Refused((name, value));
        Assert.StartsWith($"{name} is no connection string", message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_do_not_fit_together_are_named()
    {
        Assert.Contains("Journal:ConnectionString is missing",
            Refused(("Journal:Provider", "PostgreSql")), StringComparison.Ordinal);
        Assert.Contains("Cluster:SiloPort and Cluster:GatewayPort are both 4000; they must differ",
            Refused(("Cluster:SiloPort", "4000"), ("Cluster:GatewayPort", "4000")),
            StringComparison.Ordinal);
        Assert.Contains("Journal:Provider is Sqlite",
            Refused(("Cluster:Clustering", "PostgreSql"), ("Cluster:ConnectionString", Database)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sqlite", "Journal:ConnectionString", Database)]
    [InlineData("Sqlite", "Journal:Writers", "2")]
    [InlineData("Sqlite", "Journal:Schema", "clearing")]
    [InlineData("Sqlite", "Journal:MaxClockSkew", "00:00:05")]
    [InlineData("Memory", "Journal:Writers", "2")]
    public void A_setting_that_the_provider_does_not_read_is_refused(
        string provider, string name, string value)
    {
        var message = Refused(("Journal:Provider", provider), (name, value));
        Assert.StartsWith($"{name} has no effect: Journal:Provider is {provider}", message, StringComparison.Ordinal);
        Assert.Contains("set Journal:Provider to PostgreSql", message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.7", "off", "k", "Cluster:Tls is off")]
    [InlineData(null, "off", "k", "Cluster:Tls is off")]
    [InlineData("10.0.0.7", null, "k", "Cluster:Tls:CertificateFile is missing")]
    [InlineData("127.0.0.1", "off", null, "Cluster:SiloKeyFile is missing")]
    [InlineData("127.0.0.1", "on", "k", "Cluster:Tls is 'on'; it must be off, or name its files")]
    public void Silos_on_a_network_need_certificates_and_a_key_of_their_own(
        string? address, string? tls, string? keyFile, string refusal)
    {
        var settings = Configuration(
            ("Journal:Provider", "PostgreSql"), ("Journal:ConnectionString", Database),
            ("Cluster:Clustering", "PostgreSql"), ("Cluster:Id", "eu"), ("Cluster:ServiceId", "eu"),
            ("Cluster:Address", address!), ("Cluster:Tls", tls!), ("Cluster:SiloKeyFile", keyFile!));

        Assert.Contains(
            refusal,
            Assert.Throws<WrongSettingException>(
                () => ServerOptions.Read(settings).CheckBoundary()).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("eu", null)]
    [InlineData(null, "eu")]
    public void Silos_on_a_network_name_their_cluster_and_its_service(string? id, string? serviceId)
    {
        var options = ServerOptions.Read(Configuration(
            ("Journal:Provider", "PostgreSql"), ("Journal:ConnectionString", Database),
            ("Cluster:Clustering", "PostgreSql"), ("Cluster:Id", id!), ("Cluster:ServiceId", serviceId!),
            ("Cluster:Address", "127.0.0.1"), ("Cluster:Tls", "off"), ("Cluster:SiloKeyFile", "k")));

        Assert.StartsWith(
            "Cluster:Id and Cluster:ServiceId must both be given",
            Assert.Throws<WrongSettingException>(options.CheckBoundary).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_alone_needs_no_names()
    {
        var alone = ServerOptions.Read(Configuration());
        alone.CheckBoundary();

        Assert.Equal(("clearing", "clearing"), (alone.Cluster.Id, alone.Cluster.ServiceId));
    }

    [Fact]
    public void Tables_are_made_without_certificates_and_names() => Assert.Equal(
        Database,
        ServerOptions.Read(Configuration(
            ("Journal:Provider", "PostgreSql"), ("Journal:ConnectionString", Database),
            ("Cluster:Clustering", "PostgreSql"))).Cluster.ConnectionString);

    [Fact]
    public void What_is_left_out_has_its_default_and_the_journals_database_is_the_clusters()
    {
        var options = ServerOptions.Read(Configuration(
            ("Journal:Provider", "postgresql"), ("Journal:ConnectionString", Database),
            ("Cluster:Clustering", "PostgreSql"), ("Cluster:Tls", "off"),
            ("Cluster:Address", "127.0.0.1"), ("Cluster:SiloKeyFile", "silos.key")));
        Assert.Equal(Database, options.Cluster.ConnectionString);
        Assert.Equal(("clearing", 2), (options.Schema, options.Writers));
        Assert.Equal((11_111, 30_000), (options.Cluster.SiloPort, options.Cluster.GatewayPort));
    }

    [Fact]
    public void A_server_alone_takes_a_free_port_and_listens_to_no_client_unless_it_is_told_to()
    {
        var alone = ServerOptions.Read(Configuration()).Cluster;
        var told = ServerOptions.Read(Configuration(("Cluster:GatewayPort", "30001"))).Cluster;
        Assert.Equal((0, null), (alone.SiloPort, alone.GatewayPort));
        Assert.Equal(30_001, told.GatewayPort);
    }

    private static string Refused(params (string Name, string Value)[] settings) =>
        Assert.Throws<WrongSettingException>(() => ServerOptions.Read(Configuration(settings))).Message;

    private static IConfiguration Configuration(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(s => s.Name, s => (string?)s.Value))
            .Build();
}
