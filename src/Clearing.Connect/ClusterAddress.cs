using Clearing.Settings;
using Microsoft.Extensions.Configuration;

namespace Clearing.Connect;

/// <summary>
/// The address of a cluster. Its settings have the same names as in the silos' section
/// <c>Cluster</c>.
/// </summary>
public sealed class ClusterAddress
{
    /// <summary>The section of the configuration: <c>Cluster:Id</c> and so on.</summary>
    public const string Section = "Cluster";

    private const string OnOneMachine = "clearing";

    // Silos and clients can share one settings file, so the silos' own settings are allowed here.
    private static readonly string[] OfSilos =
        ["Clustering", "Address", "SiloPort", "SiloKeyFile", TlsSetting.Name];

    private string? _id;
    private string? _serviceId;

    /// <summary>
    /// The cluster's name, that of its silos. It is required with <see cref="ConnectionString"/>;
    /// otherwise its default is <c>clearing</c>.
    /// </summary>
    public string Id
    {
        get => _id ?? OnOneMachine;
        set => _id = value;
    }

    /// <summary>
    /// The service's name, that of its silos. It is required with <see cref="ConnectionString"/>;
    /// otherwise its default is <c>clearing</c>.
    /// </summary>
    public string ServiceId
    {
        get => _serviceId ?? OnOneMachine;
        set => _serviceId = value;
    }

    /// <summary>
    /// The PostgreSQL database of the silos' membership; null for a single silo on this machine.
    /// </summary>
    [DatabaseSetting]
    public string? ConnectionString { get; set; }

    /// <summary>The silo's port for clients, used without a database. Default 30000.</summary>
    [SettingRange(1, 65_535)]
    public int GatewayPort { get; set; } = 30_000;

    /// <summary>
    /// How connections are secured: the files of a client's certificate, or off between loopback
    /// addresses.
    /// </summary>
    [NotASetting]
    public TlsSetting Tls { get; set; } = TlsSetting.None;

    /// <summary>The maximum time of a call: 0.1 s to 1 day. Default 15 s.</summary>
    /// <remarks>
    /// The outcome of a call that times out is unknown. A call to a frozen silo always waits this
    /// long, even if the cluster declares the silo dead sooner.
    /// </remarks>
    [SettingTime("00:00:00.1", "1.00:00:00")]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>True if the cluster and its service are named, and not by default.</summary>
    internal bool AreNamed => _id is not null && _serviceId is not null;

    /// <summary>
    /// Reads a section, by default <c>Cluster</c>. Missing settings keep their defaults.
    /// </summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="section">
    /// The section; a service that talks to several clusters has one for each.
    /// </param>
    /// <exception cref="WrongSettingException">
    /// A value is wrong or a setting is unknown; the message names it and what is allowed.
    /// </exception>
    public static ClusterAddress Read(IConfiguration configuration, string section = Section)
    {
        var address = SettingSection.Read<ClusterAddress>(configuration, section, OfSilos);
        address.Tls = TlsSetting.Read(configuration.GetSection(section));
        return address;
    }
}
