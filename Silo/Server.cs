using Clearing.Gateway;

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
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
        var gateway = WantsGateway(builder.Configuration);
        // First of all, so that a start that is refused has opened no journal.
        if (gateway) { builder.AddClearingGateway(noAuth); }
        builder.AddClearingCluster(SiloOptions.Read(builder.Configuration));
        builder.Services.AddClearingTelemetry();
        builder.Services.AddClearingWebhooks(builder.Configuration);

        var app = builder.Build();
        if (gateway) { app.MapClearingGateway(); }
        app.MapHealth(aborted => Readiness.WhyNot(app.Services, aborted));
        return app;
    }

    private static bool WantsGateway(IConfiguration configuration)
    {
        if (configuration[GatewayEnabled] is not { } text) { return ClusterHost.GatewayByDefault; }
        return bool.TryParse(text, out var wanted)
            ? wanted
            : throw new WrongSettingException(
                $"{GatewayEnabled} is '{text}'; it must be true or false.");
    }
}
