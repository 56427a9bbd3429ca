using Clearing.Gateway;
using Clearing.Hosting;
using Clearing.Pages;

namespace Clearing.Silo;

/// <summary>
/// A whole server: grains, journal and, unless they are switched off, the HTTP gateway and the
/// console.
/// </summary>
public static class Server
{
    private const string GatewayEnabled = "Gateway:Enabled";
    private const string ConsoleEnabled = "Console:Enabled";

    /// <summary>Builds a server that is not started yet.</summary>
    /// <param name="args">The command line: <c>--urls</c>, <c>--Journal:Path</c> and so on.</param>
    /// <exception cref="Clearing.Journal.JournalOpenException">
    /// The journal cannot be opened.
    /// </exception>
    /// <exception cref="WrongSettingException">A setting is wrong.</exception>
    public static WebApplication Create(string[] args)
    {
        var noAuth = NoAuthArgument.Take(ref args);
        var unsealed = UnsealedArgument.Take(ref args);
        var builder = WebApplication.CreateBuilder(args);
        builder.Configuration.AddLogDefaults();
        var options = ServerOptions.Read(builder.Configuration);
        options.Unsealed = unsealed;
        // A silo of a cluster has a gateway only if it is told so.
        var alone = options.Cluster.Clustering == Clustering.Localhost;
        var gateway = Wants(GatewayEnabled, alone, builder.Configuration);
        var console = gateway && Wants(ConsoleEnabled, true, builder.Configuration);
        // First of all, so that a start that is refused has opened no journal.
        if (gateway) { builder.AddClearingGateway(noAuth); }
        if (console) { builder.Services.AddClearingConsole(); }
        builder.AddClearingCluster(options);
        builder.Services.AddClearingTelemetry();
        builder.Services.AddClearingWebhooks(builder.Configuration);

        var app = builder.Build();
        if (gateway) { app.MapClearingGateway(); }
        if (console) { app.MapClearingConsole(); }
        app.MapHealth(aborted => Readiness.WhyNot(app.Services, aborted));
        return app;
    }

    private static bool Wants(string setting, bool usually, IConfiguration configuration)
    {
        if (configuration[setting] is not { } text) { return usually; }
        return bool.TryParse(text, out var wanted)
            ? wanted
            : throw new WrongSettingException($"{setting} is '{text}'; it must be true or false.");
    }
}
