using Clearing.Gateway;
using Clearing.Hosting;
using Clearing.Pages;
using Clearing.Settings;

namespace Clearing.Silo;

/// <summary>
/// A whole server: grains, journal and, unless they are switched off, the HTTP gateway and the
/// console.
/// </summary>
public static class Server
{
    private static readonly Dictionary<string, Type> Sections = new()
    {
        [ServerOptions.Section] = typeof(ServerOptions),
        [ClusterSettings.Section] = typeof(ClusterSettings),
        [QuotaSettings.Section] = typeof(QuotaSettings),
        [GatewayOptions.Section] = typeof(GatewayOptions),
        [WebhookOptions.Section] = typeof(WebhookOptions),
        [TelemetryOptions.Section] = typeof(TelemetryOptions),
        [ConsoleOptions.Section] = typeof(ConsoleOptions),
    };

    private static readonly string[] SectionNames = [.. Sections.Keys, "Kestrel", "Logging"];

    private static readonly string[] Words =
        [NoAuthArgument.Word, UnsealedArgument.Word, SampleServer.Switch, SchemaCommand.Word];

    /// <summary>The names of all settings of the server's sections.</summary>
    internal static IReadOnlyList<string> SettingNames { get; } = new SettingArguments(Sections).Settings;

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
        new SettingArguments(Sections, words: Words).RefuseUnknown(args);
        var builder = WebApplication.CreateBuilder(args);
        builder.Configuration.AddLogDefaults();
        HostSettings.Check(builder.Configuration);
        SettingSection.RefuseMisspelt(builder.Configuration, SectionNames);
        var options = ServerOptions.Read(builder.Configuration);
        (options.Unsealed, options.NoAuth) = (unsealed, noAuth);
        // A silo of a cluster has a gateway only if the settings say so.
        var alone = options.Cluster.Clustering == Clustering.Localhost;
        var gateway = SettingSection
            .Read<GatewayOptions>(builder.Configuration, GatewayOptions.Section).Enabled ?? alone;
        var pages = SettingSection.Read<ConsoleOptions>(
            builder.Configuration, ConsoleOptions.Section);
        var console = pages.Enabled && gateway;
        // This comes first, so that a refused start has not opened a journal.
        builder.Services.AddHealth().AddCheck<JournalCheck>("journal");
        if (gateway) { builder.AddClearingGateway(noAuth); }
        if (console) { builder.Services.AddClearingConsole(pages); }
        builder.Services.AddClearingTelemetry(builder.Configuration);
        builder.Services.AddClearingWebhooks(builder.Configuration);
        builder.AddClearingCluster(options);
        AddTraces(builder);

        var app = builder.Build();
        if (gateway) { app.MapClearingGateway(); }
        if (console) { app.MapClearingConsole(); }
        app.MapHealth();
        return app;
    }

    /// <summary>The settings of <c>clearing-silo schema</c>.</summary>
    /// <param name="args">The command line after that word.</param>
    /// <exception cref="WrongSettingException">A setting is wrong.</exception>
    internal static IConfiguration ForSchema(string[] args)
    {
        new SettingArguments(Sections, [SchemaCommand.Scripts]).RefuseUnknown(args);
        var settings = WebApplication.CreateBuilder(args).Configuration;
        SettingSection.RefuseMisspelt(settings, SectionNames);
        return settings;
    }

    /// <summary>
    /// Traces grain calls only if traces are sent to a collector, because the filters cost each
    /// call a few microseconds.
    /// </summary>
    private static void AddTraces(WebApplicationBuilder builder)
    {
        var telemetry = SettingSection.Read<TelemetryOptions>(
            builder.Configuration, TelemetryOptions.Section);
        if (telemetry.Endpoint is null) { return; }
        builder.UseOrleans(silo => silo.AddActivityPropagation());
    }
}
