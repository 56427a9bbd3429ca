using System.Net;
using Clearing.Connect;

namespace Clearing.Hosting;

/// <summary>Which cluster to join, the section <c>Cluster</c>.</summary>
public sealed class ClusterSettings
{
    /// <summary>The section of the configuration: <c>Cluster:Id</c> and so on.</summary>
    public const string Section = "Cluster";

    private const string NameForm = "[^\r\n]{1,60}";
    private const string NameRule = "1 to 60 characters on one line";

    /// <summary>
    /// The names in the section that only gateways and clients read; they and silos may share one
    /// file.
    /// </summary>
    internal static IReadOnlyCollection<string> OfClients { get; } =
        ["CallTimeout", TlsSetting.Name];

    private int? _siloPort;
    private int? _gatewayPort;

    /// <summary>
    /// The cluster's name: silos with the same name find each other, and clients find them. 1 to 60
    /// characters. Default <c>clearing</c>.
    /// </summary>
    [SettingForm(NameForm, NameRule)]
    public string Id { get; set; } = "clearing";

    /// <summary>
    /// The service's name: snapshots and reminders are stored under it, so it never changes, not
    /// even when a new cluster takes over from an old one. Default <c>clearing</c>.
    /// </summary>
    [SettingForm(NameForm, NameRule)]
    public string ServiceId { get; set; } = "clearing";

    /// <summary>How silos find each other. Default: the cluster is this process alone.</summary>
    public Clustering Clustering { get; set; } = Clustering.Localhost;

    /// <summary>
    /// PostgreSQL clustering: the database of Orleans' tables. Default: the journal's.
    /// </summary>
    [DatabaseSetting]
    public string? ConnectionString { get; set; }

    /// <summary>
    /// PostgreSQL clustering: the IP address that other silos and clients reach this one at.
    /// Default: what the host's name resolves to.
    /// </summary>
    public string? Address { get; set; }

    /// <summary>How the connections of silos and clients are made safe.</summary>
    [NotASetting]
    public TlsSetting Tls { get; set; } = TlsSetting.None;

    /// <summary>
    /// The file of the key by which silos recognize each other's calls: lines of 32 bytes in
    /// base64, the newest last. All silos share it and nobody else has it. PostgreSQL clustering
    /// needs it.
    /// </summary>
    public string? SiloKeyFile { get; set; }

    /// <summary>
    /// The port for other silos; 0 takes a free one. Default: 11111 with PostgreSQL clustering; a
    /// free one for a process alone, which then listens to this machine only.
    /// </summary>
    [SettingRange(0, 65_535)]
    public int SiloPort
    {
        get => _siloPort ?? (IsAlone ? 0 : 11_111);
        set => _siloPort = value;
    }

    /// <summary>
    /// The port for clients; 0 takes a free one, null listens on none. Default: 30000 with
    /// PostgreSQL clustering; none for a process alone.
    /// </summary>
    [SettingRange(0, 65_535)]
    public int? GatewayPort
    {
        get => _gatewayPort ?? (IsAlone ? null : 30_000);
        set => _gatewayPort = value;
    }

    /// <summary>True if only this machine reaches the ports for silos and clients.</summary>
    internal bool IsOnLoopback => IsAlone
        || (IPAddress.TryParse(Address, out var address) && IPAddress.IsLoopback(address));

    private bool IsAlone => Clustering == Clustering.Localhost;
}
