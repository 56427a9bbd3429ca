using Clearing.Settings;
using Microsoft.Extensions.Configuration;

namespace Clearing.Connect;

/// <summary>
/// Where to find a cluster. The names are those of the silos' section <c>Cluster</c>.
/// </summary>
public sealed class ClusterAddress
{
    /// <summary>The section of the configuration: <c>Cluster:Id</c> and so on.</summary>
    public const string Section = "Cluster";

    // Silos and clients may share one file: what only silos read is no mistake.
    private static readonly string[] OfSilos =
        ["Clustering", "Address", "SiloPort", "SiloKeyFile", TlsSetting.Name];

    /// <summary>The cluster's name. Default <c>clearing</c>.</summary>
    public string Id { get; set; } = "clearing";

    /// <summary>The service's name. Default <c>clearing</c>.</summary>
    public string ServiceId { get; set; } = "clearing";

    /// <summary>
    /// The PostgreSQL database of the silos' membership; null for a silo on this machine that
    /// stands alone.
    /// </summary>
    [DatabaseSetting]
    public string? ConnectionString { get; set; }

    /// <summary>Without a database: the silo's port for clients. Default 30000.</summary>
    [SettingRange(1, 65_535)]
    public int GatewayPort { get; set; } = 30_000;

    /// <summary>
    /// How the connections are made safe: the files of a client's certificate, or off between
    /// loopback addresses.
    /// </summary>
    [NotASetting]
    public TlsSetting Tls { get; set; } = TlsSetting.None;

    /// <summary>How long a call may take; then its outcome is unknown. Default 15 s.</summary>
    /// <remarks>
    /// A call to a silo that freezes is answered only then, even if the silo was given up sooner.
    /// </remarks>
    [SettingTime("00:00:00.1", "1.00:00:00")]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Reads a section, by default <c>Cluster</c>. What is missing has its default.
    /// </summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="section">
    /// The section; one for each cluster where a service talks to several.
    /// </param>
    /// <exception cref="WrongSettingException">
    /// A value is wrong or a name unknown; the message names the setting and what is allowed.
    /// </exception>
    public static ClusterAddress Read(IConfiguration configuration, string section = Section)
    {
        var address = SettingSection.Read<ClusterAddress>(configuration, section, OfSilos);
        address.Tls = TlsSetting.Read(configuration.GetSection(section));
        return address;
    }
}
