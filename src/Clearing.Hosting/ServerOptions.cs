using System.Net;
using Clearing.Connect;
using Clearing.Journal;

namespace Clearing.Hosting;

/// <summary>
/// The options of a server, from appsettings.json, the environment and the command line; the last
/// one wins.
/// </summary>
public sealed class ServerOptions
{
    /// <summary>The journal's storage. Default: SQLite.</summary>
    public JournalProvider Provider { get; set; } = JournalProvider.Sqlite;

    /// <summary>
    /// The SQLite file. With the SQLite journal it holds everything; with the PostgreSQL journal
    /// and no cluster it holds reminders and snapshots only. Default <c>clearing.db</c>.
    /// </summary>
    public string Path { get; set; } = "clearing.db";

    /// <summary>The connection string of a PostgreSQL journal.</summary>
    [DatabaseSetting]
    public string? ConnectionString { get; set; }

    /// <summary>The schema of a PostgreSQL journal's tables. Default <c>clearing</c>.</summary>
    [SettingForm(
        "[a-z_][a-z0-9_]{0,59}",
        "1 to 60 lower-case letters, digits and _, not starting with a digit")]
    public string Schema { get; set; } = "clearing";

    /// <summary>The concurrent transactions of a PostgreSQL journal: 1 to 16. Default 2.</summary>
    [SettingRange(1, 16)]
    public int Writers { get; set; } = 2;

    /// <summary>
    /// The maximum difference between this machine's clock and the database's, for PostgreSQL. A
    /// server that starts with more ends; a running one logs an error and keeps the right time.
    /// Default 5 s.
    /// </summary>
    [SettingTime("00:00:00.100", "1.00:00:00")]
    public TimeSpan MaxClockSkew { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The file of the keys that wrap the journal's keys; only its owner may access it. Without it,
    /// the journal is written unencrypted.
    /// </summary>
    public string? KeyFile { get; set; }

    /// <summary>
    /// True if the journal had a key file before its first event: silos then refuse every stream that
    /// begins with a plain event, which only somebody who writes the database can have made up.
    /// </summary>
    public bool SealedFromStart { get; set; }

    /// <summary>
    /// The file to which anchors are appended; null for none. It belongs on another host's disk,
    /// and each silo needs its own. Only a sealed journal has anchors.
    /// </summary>
    public string? AnchorFile { get; set; }

    /// <summary>
    /// True if the command line has <c>--unsealed</c>, which allows Production to run without a key
    /// file. No setting can allow it.
    /// </summary>
    [NotASetting]
    public bool Unsealed { get; set; }

    /// <summary>
    /// True if the command line has <c>--no-auth</c>, with which callers need no tokens, even in
    /// Production. No setting can allow it.
    /// </summary>
    [NotASetting]
    public bool NoAuth { get; set; }

    /// <summary>The limits per seller.</summary>
    [NotASetting]
    public QuotaSettings Quotas { get; set; } = new();

    /// <summary>The cluster to join.</summary>
    [NotASetting]
    public ClusterSettings Cluster { get; set; } = new();

    /// <summary>The section of the configuration: <c>Journal:Provider</c> and so on.</summary>
    public const string Section = "Journal";

    /// <summary>The options of the journal.</summary>
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

    /// <summary>Reads the sections <c>Journal</c>, <c>Cluster</c> and <c>Quotas</c>.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="forTables">
    /// True if only the databases are used; certificates are then not looked for.
    /// </param>
    /// <exception cref="WrongSettingException">A value is wrong or a name is unknown.</exception>
    public static ServerOptions Read(IConfiguration configuration, bool forTables = false)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var options = SettingSection.Read<ServerOptions>(configuration, Section);
        JournalSettingRule.Check(configuration.GetSection(Section), options.Provider);
        options.Cluster = SettingSection.Read<ClusterSettings>(
            configuration, ClusterSettings.Section, ClusterSettings.OfClients);
        if (!forTables)
        {
            options.Cluster.Tls = TlsSetting.Read(configuration.GetSection(ClusterSettings.Section));
        }
        options.Quotas = SettingSection.Read<QuotaSettings>(configuration, QuotaSettings.Section);
        options.Cluster.ConnectionString ??= options.ConnectionString;
        options.Check();
        return options;
    }

    /// <summary>Refuses settings that do not fit together.</summary>
    /// <exception cref="WrongSettingException">
    /// Settings do not fit together; the message says which.
    /// </exception>
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

    /// <summary>Refuses a silo that could not tell its callers from strangers.</summary>
    /// <remarks>Silos on a network need names of their own, certificates and a shared key.</remarks>
    /// <exception cref="WrongSettingException">A setting of the boundary is missing.</exception>
    public void CheckBoundary()
    {
        if (Cluster.Clustering != Clustering.PostgreSql) { return; }
        if (!Cluster.AreNamed)
        {
            throw new WrongSettingException(
                "Cluster:Id and Cluster:ServiceId must both be given for Cluster:Clustering PostgreSql: "
                + "silos find each other, and their snapshots and reminders, by these names.");
        }
        if (Cluster.Tls.IsOff && !Cluster.IsOnLoopback)
        {
            throw new WrongSettingException(
                "Cluster:Tls is off; that is for silos whose Cluster:Address is a loopback address.");
        }
        if (!Cluster.Tls.IsOff && Cluster.Tls.Files is null)
        {
            throw new WrongSettingException(
                "Cluster:Tls:CertificateFile is missing; silos of Cluster:Clustering PostgreSql show "
                + "certificates (Cluster:Tls=off is for loopback addresses).");
        }
        if (Cluster.SiloKeyFile is null)
        {
            throw new WrongSettingException(
                "Cluster:SiloKeyFile is missing; silos know each other's calls by it. Make one by "
                + "'openssl rand -base64 32', readable by its owner only, the same for all silos.");
        }
    }
}
