using Clearing.Settings;

namespace Clearing.Gateway.Tests;

/// <summary>A server's command line has no word that nothing reads.</summary>
public class CommandLineTests
{
    [Theory]
    [InlineData("JournalPath is not a setting; did you mean --Journal:Path?", "--JournalPath", "x.db")]
    [InlineData("JournalPath is not a setting; did you mean --Journal:Path?", "--JournalPath=x.db")]
    [InlineData("JournalPath is not a setting; did you mean --Journal:Path?", "JournalPath=x.db")]
    [InlineData("JournalPath is not a setting; did you mean --Journal:Path?", "/JournalPath", "x.db")]
    [InlineData(
        "Simulation:Foo is not a setting; the sections are Journal, Cluster, Quotas, Gateway, Webhooks, Otlp, "
        + "Console.", "--Simulation:Foo", "1")]
    [InlineData(
        "Auth:LongestToken is not a setting; the sections are Journal, Cluster, Quotas, Gateway, Webhooks, "
        + "Otlp, Console.", "--Auth:LongestToken", "0")]
    [InlineData(
        "Gatway:CallsPerSecond is not a setting; did you mean --Gateway:CallsPerSecond?",
        "--Gatway:CallsPerSecond", "1")]
    [InlineData("'schema' is understood only as the first argument.", "--no-auth", "schema")]
    [InlineData("'stray' is not a setting: write --Name value or --Name=value.", "stray")]
    [InlineData(
        "'stray' is not a setting: write --Name value or --Name=value.", "--urls", "http://localhost:0", "stray")]
    [InlineData("'-urls' is not a setting: write --Name value or --Name=value; did you mean --urls?", "-urls", "x")]
    [InlineData("'-x=1' is not a setting: write --Name value or --Name=value.", "-x=1")]
    [InlineData("'schem' is not a setting: write --Name value or --Name=value; did you mean schema?", "schem")]
    [InlineData("'' is not a setting: write --Name value or --Name=value.", "")]
    [InlineData("Unsealed is not a setting; did you mean --unsealed?", "--Unsealed", "true")]
    [InlineData("Journal:Path has no value; it is the last argument.", "--Journal:Path")]
    [InlineData("Logging is not a setting; the sections are", "--Logging", "x")]
    public void A_name_or_word_that_nothing_reads_is_refused_before_anything_is_opened(
        string said, params string[] args)
    {
        var wrong = Assert.Throws<WrongSettingException>(() => Silo.Server.Create(args));

        Assert.StartsWith(said, wrong.Message.TrimStart('-'), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--urls", "http://localhost:0", "--http_ports=1", "/environment", "Development")]
    [InlineData("--contentRoot=.", "--applicationName", "a", "AllowedHosts=*", "--SHUTDOWNTIMEOUTSECONDS", "5")]
    [InlineData("--Logging:LogLevel:Default", "None", "--Kestrel:Limits:MaxConcurrentConnections=5")]
    [InlineData("--journal:path", "--urls", "--Journal:Writers", "-1", "--Cluster:Tls=off")]
    [InlineData("--folder", "scripts")]
    public void Names_that_something_reads_are_let_through_with_any_value(params string[] args) =>
        new SettingArguments(
            new Dictionary<string, Type> { ["Journal"] = typeof(object), ["Cluster"] = typeof(object) },
            ["folder"]).RefuseUnknown(args);

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("schema", "--help")]
    [InlineData("--urls", "http://localhost:1", "-?")]
    public void A_server_explains_its_command_line_and_starts_nothing(params string[] args)
    {
        var told = Silo.Usage.Answer(args);

        Assert.StartsWith("usage: clearing-silo", told, StringComparison.Ordinal);
        Assert.Contains("Journal:Path", told, StringComparison.Ordinal);
        Assert.Null(Silo.Usage.Answer(["--urls", "http://localhost:1"]));
    }
}
