namespace Clearing.Hosting;

/// <summary>Which cluster to join, the section <c>Cluster</c>.</summary>
public sealed class ClusterSettings
{
    /// <summary>The section of the configuration: <c>Cluster:Id</c> and so on.</summary>
    public const string Section = "Cluster";

    private int? _siloPort;
    private int? _gatewayPort;

    /// <summary>
    /// The cluster's name: silos of one name find each other and clients them. 1 to 60 characters.
    /// Default <c>clearing</c>.
    /// </summary>
    public string Id { get; set; } = "clearing";

    /// <summary>
    /// The service's name: snapshots and reminders are stored under it, so it never changes, not
    /// even when a new cluster takes over from an old one. Default <c>clearing</c>.
    /// </summary>
    public string ServiceId { get; set; } = "clearing";

    /// <summary>How silos find each other. Default: this process alone.</summary>
    public Clustering Clustering { get; set; } = Clustering.Localhost;

    /// <summary>
    /// PostgreSQL clustering: the database of Orleans' tables. Default: the journal's.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// PostgreSQL clustering: the IP address that other silos and clients reach this one at.
    /// Default: what the host's name resolves to.
    /// </summary>
    public string? Address { get; set; }

    /// <summary>
    /// The port for other silos; 0 takes a free one. Default: 11111 with PostgreSQL clustering; a
    /// free one for a process alone, which then listens to this machine only.
    /// </summary>
    public int SiloPort
    {
        get => _siloPort ?? (IsAlone ? 0 : 11_111);
        set => _siloPort = value;
    }

    /// <summary>
    /// The port for clients; 0 takes a free one, null listens on none. Default: 30000 with
    /// PostgreSQL clustering; none for a process alone.
    /// </summary>
    public int? GatewayPort
    {
        get => _gatewayPort ?? (IsAlone ? null : 30_000);
        set => _gatewayPort = value;
    }

    private bool IsAlone => Clustering == Clustering.Localhost;
}
