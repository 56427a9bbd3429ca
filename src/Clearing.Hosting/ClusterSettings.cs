using System.Net;
using Clearing.Connect;

namespace Clearing.Hosting;

/// <summary>The cluster to join: the section <c>Cluster</c>.</summary>
public sealed class ClusterSettings
{
    /// <summary>The section of the configuration: <c>Cluster:Id</c> and so on.</summary>
    public const string Section = "Cluster";

    private const string NameForm = "[^\r\n]{1,60}";
    private const string NameRule = "1 to 60 characters on one line";

    /// <summary>
    /// The settings of the section that only gateways and clients read; silos can share a file with
    /// them.
    /// </summary>
    internal static IReadOnlyCollection<string> OfClients { get; } =
        ["CallTimeout", TlsSetting.Name];

    private const string OnOneMachine = "clearing";

    private string? _id;
    private string? _serviceId;
    private int? _siloPort;
    private int? _gatewayPort;

    /// <summary>
    /// The cluster's name, by which silos and clients find each other: 1 to 60 characters. It is
    /// required for PostgreSQL clustering; otherwise its default is <c>clearing</c>.
    /// </summary>
    [SettingForm(NameForm, NameRule)]
    public string Id
    {
        get => _id ?? OnOneMachine;
        set => _id = value;
    }

    /// <summary>
    /// The service's name. Snapshots and reminders are stored under it, so it must never change,
    /// not even when a new cluster replaces an old one. It is required for PostgreSQL clustering;
    /// otherwise its default is <c>clearing</c>.
    /// </summary>
    [SettingForm(NameForm, NameRule)]
    public string ServiceId
    {
        get => _serviceId ?? OnOneMachine;
        set => _serviceId = value;
    }

    /// <summary>How silos find each other. Default: the cluster is this process alone.</summary>
    public Clustering Clustering { get; set; } = Clustering.Localhost;

    /// <summary>
    /// The database of Orleans' tables, for PostgreSQL clustering. Default: the journal's.
    /// </summary>
    [DatabaseSetting]
    public string? ConnectionString { get; set; }

    /// <summary>
    /// The IP address at which other silos and clients reach this one, for PostgreSQL clustering.
    /// Default: the address that the host's name resolves to.
    /// </summary>
    public string? Address { get; set; }

    /// <summary>How the connections of silos and clients are secured.</summary>
    [NotASetting]
    public TlsSetting Tls { get; set; } = TlsSetting.None;

    /// <summary>
    /// The file of the keys by which silos recognize each other's calls. Each line holds 32 bytes
    /// in base64, the newest last. All silos share it, and nobody else may have it. It is required
    /// for PostgreSQL clustering.
    /// </summary>
    public string? SiloKeyFile { get; set; }

    /// <summary>
    /// The port for other silos; 0 picks a free one. Default: 11111 with PostgreSQL clustering;
    /// otherwise a free one, open to this machine only.
    /// </summary>
    [SettingRange(0, 65_535)]
    public int SiloPort
    {
        get => _siloPort ?? (IsAlone ? 0 : 11_111);
        set => _siloPort = value;
    }

    /// <summary>
    /// The port for clients; 0 picks a free one, null means no port. Default: 30000 with PostgreSQL
    /// clustering; otherwise none.
    /// </summary>
    [SettingRange(0, 65_535)]
    public int? GatewayPort
    {
        get => _gatewayPort ?? (IsAlone ? null : 30_000);
        set => _gatewayPort = value;
    }

    /// <summary>True if the cluster and its service are named, and not by default.</summary>
    internal bool AreNamed => _id is not null && _serviceId is not null;

    /// <summary>True if only this machine reaches the ports for silos and clients.</summary>
    internal bool IsOnLoopback => IsAlone
        || (IPAddress.TryParse(Address, out var address) && IPAddress.IsLoopback(address));

    private bool IsAlone => Clustering == Clustering.Localhost;
}
