using System.CommandLine;
using Clearing.Connect;
using Clearing.Gateway;
using Clearing.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Clearing.Client.Commands;

/// <summary><c>clearing gateway</c>: the HTTP interface as a separate process.</summary>
internal static class GatewayCommand
{
    private const string Summary = "Serve the HTTP interface in front of a cluster of silos.";

    private const string Details =
        """
        A client of the cluster: it holds no grains and no journal, so any number can run. Settings
        come from appsettings.json, the environment and the arguments; the last one wins. Besides
        the database and names, or the port, of the silos it needs the files of its certificate,
        Cluster:Tls.

        Examples:
          clearing gateway --urls http://127.0.0.1:5000 --Cluster:ConnectionString="Host=db;..."
            --Cluster:Id=clearing --Cluster:ServiceId=clearing
            --Cluster:Tls:AuthorityFile=authority.pem --Cluster:Tls:CertificateFile=gateway-1.pem
            --Cluster:Tls:KeyFile=gateway-1.key --Gateway:Auth:Authority=https://id.example.com
          Cluster__GatewayPort=30000 Cluster__Tls=off clearing gateway --no-auth
        """;

    private static readonly Dictionary<string, Type> Sections = new()
    {
        [ClusterAddress.Section] = typeof(ClusterAddress),
        [GatewayOptions.Section] = typeof(GatewayOptions),
        [WebhookOptions.Section] = typeof(WebhookOptions),
        [TelemetryOptions.Section] = typeof(TelemetryOptions),
    };

    internal static Command Create()
    {
        var command = new DocumentedCommand("gateway", Summary, Details)
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(async (parsed, stopping) =>
        {
            await using var app = Built([.. parsed.UnmatchedTokens]);
            if (await Started(app, stopping)) { await WaitForEnd(app, stopping); }
            return ExitCode.Fine;
        });
        return command;
    }

    private static WebApplication Built(string[] args)
    {
        try
        {
            return Build(args);
        }
        catch (Exception wrong) when (wrong is ArgumentException or InvalidDataException)
        {
            throw new CommandException(ExitCode.BadInput, $"clearing: {wrong.Message}");
        }
    }

    private static WebApplication Build(string[] args)
    {
        var noAuth = NoAuthArgument.Take(ref args);
        new SettingArguments(Sections, words: [NoAuthArgument.Word]).RefuseUnknown(args);
        var builder = WebApplication.CreateBuilder(args);
        builder.Configuration.AddLogDefaults();
        HostSettings.Check(builder.Configuration);
        SettingSection.RefuseMisspelt(
            builder.Configuration, [.. Sections.Keys, "Kestrel", "Logging"]);
        builder.AddClearingClient();
        builder.Services.AddHealth();
        builder.AddClearingGateway(noAuth);
        var app = builder.Build();
        app.MapClearingGateway();
        // It listens only once the client is connected; the client reconnects automatically.
        app.MapHealth();
        return app;
    }

    /// <summary>Starts it; false if it was stopped while it waited for a silo.</summary>
    private static async Task<bool> Started(WebApplication app, CancellationToken stopping)
    {
        try
        {
            await app.StartAsync(stopping);
            return true;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception failed)
        {
            throw new CommandException(
                ExitCode.Environment,
                $"clearing: cannot start: {StartFailure.Text(failed)}");
        }
    }

    private static async Task WaitForEnd(WebApplication app, CancellationToken stopping)
    {
        var ended = new TaskCompletionSource();
        await using var asked = stopping.Register(() => app.Lifetime.StopApplication());
        await using var stopped =
            app.Lifetime.ApplicationStopping.Register(() => ended.TrySetResult());
        await ended.Task;
        await app.StopAsync(CancellationToken.None);
    }
}
