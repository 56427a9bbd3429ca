using Clearing.Contracts;
using Clearing.Market;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Clearing.Gateway;

/// <summary>Adds the sender of webhooks to a host that has the grains.</summary>
public static class WebhookHosting
{
    /// <summary>Adds the services that the grains of webhooks need.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">
    /// The host's configuration, whose section <c>Webhooks</c> is read.
    /// </param>
    /// <exception cref="WrongSettingException">A setting is wrong.</exception>
    /// <exception cref="ArgumentException">The key file does not contain a valid key.</exception>
    public static IServiceCollection AddClearingWebhooks(
        this IServiceCollection services, IConfiguration configuration)
    {
        services.AddWebhookRules(configuration);
        services.AddSingleton<WebhookMetrics>();
        services.AddSingleton<IWebhookSender, WebhookSender>();
        services.AddSingleton(provider => PaceOf(
            provider.GetRequiredService<IOptions<WebhookOptions>>().Value));
        services.AddClearingTelemetry(configuration);
        return services;
    }

    /// <summary>Adds the services that gateways and senders share.</summary>
    internal static void AddWebhookRules(
        this IServiceCollection services, IConfiguration configuration)
    {
        if (services.Any(known => known.ServiceType == typeof(WebhookPolicy))) { return; }
        var options = SettingSection.Read<WebhookOptions>(configuration, WebhookOptions.Section);
        services.AddSingleton(Options.Create(options));
        services.AddSingleton<WebhookPolicy>();
        services.AddSingleton(new SecretSeal(options));
    }

    private static WebhookPace PaceOf(WebhookOptions options) => new(
        options.LookInterval ?? WebhookPace.Standard.Look,
        options.RetryWaits is { } waits ? [.. waits] : WebhookPace.Standard.Waits);
}
