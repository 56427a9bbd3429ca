using System.Net;
using Clearing.Access;
using Clearing.Connect;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Connections.Security;
using Orleans.Hosting;
using Orleans.Serialization;

namespace Clearing.Hosting;

/// <summary>Protects a silo from its callers: TLS, proofs, rights and exceptions.</summary>
internal static class Boundary
{
    /// <summary>Adds the boundary to a silo.</summary>
    /// <param name="silo">The builder of the silo.</param>
    /// <param name="options">The silo's options.</param>
    /// <exception cref="WrongSettingException">
    /// The settings of TLS or of the silos' key are wrong.
    /// </exception>
    public static void AddTo(ISiloBuilder silo, ServerOptions options)
    {
        silo.Services.Configure<ExceptionSerializationOptions>(KnownFailures.Configure);
        silo.AddIncomingGrainCallFilter<FailureFilter>();
        var cluster = options.Cluster;
        // Without a port for clients, nothing outside the process can reach a single silo, so the
        // process itself is the boundary.
        if (cluster.Clustering == Clustering.Localhost && cluster.GatewayPort is null)
        {
            UseTls(silo, OwnAuthority.ForOneMachine(cluster.Id));
            return;
        }
        AddRights(silo, options);
        if (cluster.Tls.IsOff) { return; }
        if (cluster.Tls.Files is { } files)
        {
            Check(files, cluster.Id);
            UseTls(silo, log => ClusterTls.Load(files, PeerRole.Silo, cluster.Id, log));
            return;
        }
        UseTls(silo, OwnAuthority.ForOneMachine(cluster.Id, ClientFolder(options)));
    }

    /// <summary>
    /// Reads the files now, so that a wrong one fails the start with its name.
    /// </summary>
    private static void Check(TlsFiles files, string clusterId)
    {
        try
        {
            _ = ClusterTls.Load(files, PeerRole.Silo, clusterId, NullLogger.Instance);
        }
        catch (ArgumentException wrong)
        {
            throw new WrongSettingException(wrong.Message, wrong);
        }
    }

    private static void AddRights(ISiloBuilder silo, ServerOptions options)
    {
        var keys = options.Cluster.SiloKeyFile is { } file
            ? SiloKeys.Read(file)
            : SiloKeys.Random();
        silo.Services.AddSingleton(keys);
        silo.Services.AddSingleton(services =>
        {
            var clock = services.GetRequiredService<TimeProvider>();
            var settings = SettingSection.Read<AuthOptions>(
                services.GetRequiredService<IConfiguration>(), AuthOptions.Section);
            var accepted = new TokenKeys(settings, clock);
            var log = services.GetRequiredService<ILogger<TokenFaultLog>>();
            return new CallerTokens(accepted, clock, new TokenFaultLog(accepted, clock, log));
        });
        silo.Services.AddSingleton<SiloProofDenials>();
        silo.AddOutgoingGrainCallFilter<SiloProofFilter>();
        silo.AddIncomingGrainCallFilter<CallerFilter>();
    }

    private static void UseTls(ISiloBuilder silo, Func<ILogger, ClusterTls> load)
    {
        silo.Services.AddSingleton(services =>
            load(services.GetRequiredService<ILoggerFactory>().CreateLogger("Clearing.Boundary")));
        silo.Services.AddOptions<SiloConnectionOptions>().Configure<ClusterTls>(
            (connections, tls) =>
        {
            connections.ConfigureSiloInboundConnection(connection =>
                connection.UseServerTls(tls.For(PeerRole.Silo, peerIsServer: false)));
            connections.ConfigureGatewayInboundConnection(connection =>
                connection.UseServerTls(
                    tls.For(PeerRole.Silo | PeerRole.Gateway, peerIsServer: false)));
            connections.ConfigureSiloOutboundConnection(connection =>
                connection.UseClientTls(tls.For(PeerRole.Silo, peerIsServer: true)));
        });
    }

    private static string? ClientFolder(ServerOptions options) =>
        options.Provider == Journal.JournalProvider.Memory ? null : options.Path + ".tls";
}
