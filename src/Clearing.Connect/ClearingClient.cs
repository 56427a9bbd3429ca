using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Serialization;

namespace Clearing.Connect;

/// <summary>Connects any .NET service to the clearing cluster.</summary>
public static class ClearingClient
{
    /// <summary>
    /// Adds a client that connects when the host starts and reconnects automatically.
    /// </summary>
    /// <remarks>
    /// Resolve <see cref="IClusterClient"/> and call <c>GetGrain&lt;ISellerGrain&gt;(seller)</c>. A
    /// call that fails with a timeout or a broken connection has an unknown outcome: send the
    /// command again with the same id. The host's start waits until a silo answers.
    /// </remarks>
    /// <param name="builder">The builder of the host.</param>
    /// <param name="address">Where the cluster is; null to read the section <c>Cluster</c>.</param>
    /// <exception cref="ArgumentException">A setting is wrong; the message says which.</exception>
    public static void AddClearingClient(
        this IHostApplicationBuilder builder, ClusterAddress? address = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        address ??= ClusterAddress.Read(builder.Configuration);
        if (address.Tls is { IsOff: false, Files: null })
        {
            throw new ArgumentException(
                "Cluster:Tls:CertificateFile is missing; silos ask their clients for a certificate "
                + "(Cluster:Tls=off is for silos on loopback addresses that are told so too).");
        }
        if (address.ConnectionString is not null && !address.AreNamed)
        {
            throw new ArgumentException(
                "Cluster:Id and Cluster:ServiceId must both be given with Cluster:ConnectionString: they "
                + "are the names that the silos have.");
        }
        builder.UseOrleansClient(client => Configure(client, address));
    }

    private static void Configure(IClientBuilder client, ClusterAddress address)
    {
        client.Services.RememberContractNames();
        client.Services.Configure<ExceptionSerializationOptions>(KnownFailures.Configure);
        client.AddOutgoingGrainCallFilter<ClientFailures>();
        UseTls(client, address);
        client.AddActivityPropagation();
        client.Configure<ClientMessagingOptions>(messaging =>
            messaging.ResponseTimeout = address.CallTimeout);
        client.UseConnectionRetryFilter<RetryingConnection>();
        if (address.ConnectionString is not { } database)
        {
            client.UseLocalhostClustering(address.GatewayPort, address.ServiceId, address.Id);
            return;
        }
        client.Configure<ClusterOptions>(names =>
        {
            names.ClusterId = address.Id;
            names.ServiceId = address.ServiceId;
        });
        // The client notices new and dead silos within this time.
        client.Configure<GatewayOptions>(gateways =>
            gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(2));
        client.UseAdoNetClustering(db =>
        {
            db.Invariant = "Npgsql";
            db.ConnectionString = database;
        });
    }

    private static void UseTls(IClientBuilder client, ClusterAddress address)
    {
        if (address.Tls.Files is not { } files) { return; }
        // The files are read here as well, so that a wrong one fails the start with its name.
        _ = ClusterTls.Load(files, PeerRole.Gateway, address.Id, NullLogger.Instance);
        client.Services.AddSingleton(services => ClusterTls.Load(
            files, PeerRole.Gateway, address.Id,
            services.GetRequiredService<ILoggerFactory>().CreateLogger<ClusterTls>()));
        client.Services.AddOptions<ClientConnectionOptions>().Configure<ClusterTls>(
            (connections, tls) => connections.ConfigureConnection(connection =>
                connection.UseClientTls(tls.For(PeerRole.Silo, peerIsServer: true))));
    }
}
