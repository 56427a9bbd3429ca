using System.Net;
using System.Text.RegularExpressions;
using Clearing.Journal;

namespace Clearing.Hosting;

/// <summary>
/// What a server is told: appsettings.json, environment and command line, last one wins.
/// </summary>
public sealed partial class ServerOptions
{
    private const string NameRule = "1 to 60 characters on one line";

    /// <summary>Where the journal is kept. Default: SQLite.</summary>
    public JournalProvider Provider { get; set; } = JournalProvider.Sqlite;

    /// <summary>
    /// The SQLite file. With the SQLite journal it holds everything; with the PostgreSQL journal and
    /// no cluster it holds reminders and snapshots only. Default <c>clearing.db</c>.
    /// </summary>
    public string Path { get; set; } = "clearing.db";

    /// <summary>PostgreSQL: the connection string.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>PostgreSQL: the schema of the journal's tables. Default <c>clearing</c>.</summary>
    public string Schema { get; set; } = "clearing";

    /// <summary>PostgreSQL: how many transactions run at once, 1 to 16. Default 2.</summary>
    public int Writers { get; set; } = 2;

    /// <summary>
    /// The file of the keys that wrap the journal's keys, readable by its owner alone. Without one,
    /// the journal is written plain.
    /// </summary>
    public string? KeyFile { get; set; }

    /// <summary>
    /// The file that anchors are appended to, on another host's disk; null for none. Each silo has
    /// one of its own. Only a sealed journal has anchors.
    /// </summary>
    public string? AnchorFile { get; set; }

    /// <summary>
    /// True if the command line says <c>--unsealed</c>: without a key file also in Production. No
    /// setting says it.
    /// </summary>
    public bool Unsealed { get; set; }

    /// <summary>Which cluster to join.</summary>
    public ClusterSettings Cluster { get; set; } = new();

    /// <summary>The section of the configuration: <c>Journal:Provider</c> and so on.</summary>
    public const string Section = "Journal";

    /// <summary>The journal these options name.</summary>
    public JournalOptions ToJournal() => Provider switch
    {
        JournalProvider.Sqlite => new() { Provider = Provider, Path = Path },
        JournalProvider.PostgreSql => new()
        {
            Provider = Provider,
            ConnectionString = ConnectionString,
            Schema = Schema,
            Writers = Writers,
        },
        _ => new() { Provider = Provider },
    };

    /// <summary>Reads the sections <c>Journal</c> and <c>Cluster</c>.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <exception cref="WrongSettingException">A value is wrong or a name unknown.</exception>
    public static ServerOptions Read(IConfiguration configuration)
    {
        var journal = new SettingReader(configuration.GetSection(Section));
        var options = new ServerOptions();
        options.Provider = journal.OneOf(nameof(Provider), options.Provider);
        options.Path = journal.Text(nameof(Path), options.Path)!;
        options.ConnectionString = journal.Database(nameof(ConnectionString), null);
        options.Schema = journal.Name(
            nameof(Schema), options.Schema, SchemaName(),
            "1 to 60 lower-case letters, digits and _, not starting with a digit");
        options.Writers = journal.Number(nameof(Writers), 1, 16) ?? options.Writers;
        options.KeyFile = journal.Text(nameof(KeyFile), null);
        options.AnchorFile = journal.Text(nameof(AnchorFile), null);
        journal.NothingElse();
        options.Cluster = ReadCluster(configuration.GetSection(ClusterSettings.Section), options);
        options.Check();
        return options;
    }

    /// <summary>Refuses settings that do not fit together.</summary>
    /// <exception cref="WrongSettingException">They do not; the message says which.</exception>
    public void Check()
    {
        if (Provider == JournalProvider.PostgreSql && ConnectionString is null)
        {
            throw new WrongSettingException(
                "Journal:ConnectionString is missing; Journal:Provider PostgreSql needs it.");
        }
        if (Cluster.Address is { } address && !IPAddress.TryParse(address, out _))
        {
            throw new WrongSettingException(
                $"Cluster:Address is '{address}'; it must be an IP address.");
        }
        if (Cluster.SiloPort != 0 && Cluster.SiloPort == Cluster.GatewayPort)
        {
            throw new WrongSettingException(
                $"Cluster:SiloPort and Cluster:GatewayPort are both {Cluster.SiloPort}; "
                + "they must differ.");
        }
        if (Cluster.Clustering != Clustering.PostgreSql) { return; }
        if (Provider != JournalProvider.PostgreSql)
        {
            throw new WrongSettingException(
                $"Journal:Provider is {Provider}; silos of Cluster:Clustering PostgreSql share one "
                + "journal, so it must be PostgreSql.");
        }
        if (Cluster.ConnectionString is null)
        {
            throw new WrongSettingException(
                "Cluster:ConnectionString is missing; Cluster:Clustering PostgreSql needs it.");
        }
    }

    private static ClusterSettings ReadCluster(IConfigurationSection section, ServerOptions journal)
    {
        var reader = new SettingReader(section);
        var cluster = new ClusterSettings();
        cluster.Id = reader.Name(nameof(cluster.Id), cluster.Id, AnyName(), NameRule);
        cluster.ServiceId =
            reader.Name(nameof(cluster.ServiceId), cluster.ServiceId, AnyName(), NameRule);
        cluster.Clustering = reader.OneOf(nameof(cluster.Clustering), cluster.Clustering);
        cluster.ConnectionString =
            reader.Database(nameof(cluster.ConnectionString), journal.ConnectionString);
        cluster.Address = reader.Text(nameof(cluster.Address), null);
        cluster.SiloPort =
            reader.Number(nameof(cluster.SiloPort), 0, 65_535) ?? cluster.SiloPort;
        cluster.GatewayPort =
            reader.Number(nameof(cluster.GatewayPort), 0, 65_535) ?? cluster.GatewayPort;
        reader.NothingElse();
        return cluster;
    }

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,59}$")]
    private static partial Regex SchemaName();

    [GeneratedRegex("^.{1,60}$")]
    private static partial Regex AnyName();
}
