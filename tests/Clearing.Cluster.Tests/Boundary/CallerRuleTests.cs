using Clearing.Access;
using Clearing.Connect;
using Clearing.Hosting;
using Clearing.Journal;
using Clearing.Settings;
using Microsoft.Extensions.Hosting;

namespace Clearing.Cluster.Tests.Boundary;

/// <summary>A silo that clients reach starts only if it can tell its callers apart.</summary>
public sealed class CallerRuleTests
{
    private static readonly AuthOptions NoKeys = new();
    private static readonly AuthOptions Authority = new() { Authority = "https://id.example.com" };
    private static readonly AuthOptions Development = new() { DevelopmentKeyFile = "d.key" };

    [Theory]
    [InlineData("10.0.0.7", false)]
    [InlineData("10.0.0.7", true)]
    [InlineData(null, false)]
    public void A_silo_on_a_network_needs_the_keys_of_tokens(string? address, bool noAuth) =>
        Assert.Contains("Gateway:Auth is missing", Refused(Clustered(address, noAuth), NoKeys, "Development"));

    [Fact]
    public void A_silo_that_only_this_machine_reaches_does_without_keys() =>
        Starts(Clustered("127.0.0.1"), NoKeys, "Development");

    [Fact]
    public void In_Production_it_does_so_only_by_a_word_of_the_command_line()
    {
        Assert.Contains(
            "no keys are configured", Refused(Clustered("127.0.0.1"), NoKeys, "Production"));
        Assert.Contains("no keys are configured", Refused(Alone(30_000), NoKeys, "Production"));
        Starts(Clustered("127.0.0.1", noAuth: true), NoKeys, "Production");
    }

    [Fact]
    public void A_process_alone_without_a_port_for_clients_is_guarded_by_its_gateway() =>
        Starts(Alone(port: null), NoKeys, "Production");

    [Fact]
    public void Keys_make_a_silo_ready_for_a_network_and_contradict_the_word()
    {
        Starts(Clustered("10.0.0.7"), Authority, "Production");
        Assert.Contains(
            "--no-auth contradicts Gateway:Auth",
            Refused(Clustered("10.0.0.7", noAuth: true), Authority, "Production"));
    }

    [Fact]
    public void Development_keys_are_refused_in_Production() => Assert.Contains(
        "DevelopmentKeyFile is not for Production",
        Refused(Clustered("127.0.0.1"), Development, "Production"));

    [Fact]
    public void A_key_file_that_is_not_there_ends_the_start() => Assert.Contains(
        "none.pem",
        Assert.Throws<WrongSettingException>(() => Check(
            Clustered("10.0.0.7"), new() { PublicKeyFile = "none.pem", Issuer = "i" },
            "Production")).Message);

    private static void Starts(ServerOptions options, AuthOptions auth, string environment) =>
        Assert.Null(Record.Exception(() => Check(options, auth, environment)));

    private static string Refused(ServerOptions options, AuthOptions auth, string environment) =>
        Assert.Throws<WrongSettingException>(() => Check(options, auth, environment)).Message;

    private static void Check(ServerOptions options, AuthOptions auth, string environment) =>
        CallerRule.Check(
            options, new TokenKeys(auth, TimeProvider.System),
            Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = environment }).Environment);

    private static ServerOptions Clustered(string? address, bool noAuth = false) => new()
    {
        Provider = JournalProvider.PostgreSql,
        NoAuth = noAuth,
        Cluster = new() { Clustering = Clustering.PostgreSql, Address = address },
    };

    private static ServerOptions Alone(int? port) => new()
    {
        Cluster = new ClusterSettings { GatewayPort = port },
    };
}
