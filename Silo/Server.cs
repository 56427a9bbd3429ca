using Clearing.Gateway;
using Clearing.Hosting;

namespace Clearing.Silo;

/// <summary>
/// A whole server: grains, journal and, unless it is switched off, the HTTP gateway.
/// </summary>
public static class Server
{
    private const string GatewayEnabled = "Gateway:Enabled";

    /// <summary>Builds a server that is not started yet.</summary>
    /// <param name="args">The command line: <c>--urls</c>, <c>--Journal:Path</c> and so on.</param>
    /// <exception cref="Clearing.Journal.JournalOpenException">
    /// The journal cannot be opened.
    /// </exception>
    /// <exception cref="WrongSettingException">A setting is wrong.</exception>
    public static WebApplication Create(string[] args)
    {
        var noAuth = NoAuthArgument.Take(ref args);
        var builder = WebApplication.CreateBuilder(args);
        builder.Configuration.AddLogDefaults();
        var options = ServerOptions.Read(builder.Configuration);
        var gateway = WantsGateway(builder.Configuration, options);
        // First of all, so that a start that is refused has opened no journal.
        if (gateway) { builder.AddClearingGateway(noAuth); }
        builder.AddClearingCluster(options);
        builder.Services.AddClearingTelemetry();
        builder.Services.AddClearingWebhooks(builder.Configuration);

        var app = builder.Build();
        if (gateway) { app.MapClearingGateway(); }
        app.MapHealth(aborted => Readiness.WhyNot(app.Services, aborted));
        return app;
    }

    /// <summary>Unless it is told otherwise, a silo has one exactly if it is alone.</summary>
    private static bool WantsGateway(IConfiguration configuration, ServerOptions options)
    {
        if (configuration[GatewayEnabled] is not { } text)
        {
            return options.Cluster.Clustering == Clustering.Localhost;
        }
        return bool.TryParse(text, out var wanted)
            ? wanted
            : throw new WrongSettingException(
                $"{GatewayEnabled} is '{text}'; it must be true or false.");
    }
}
