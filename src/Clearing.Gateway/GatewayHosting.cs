using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Clearing.Gateway;

/// <summary>Puts the HTTP gateway in a web host that has an <see cref="IGrainFactory"/>.</summary>
public static class GatewayHosting
{
    /// <summary>Adds what the gateway needs.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">The host's configuration; section <c>Gateway</c> is read.</param>
    public static IServiceCollection AddClearingGateway(
        this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<GatewayOptions>(configuration.GetSection(GatewayOptions.Section));
        services.AddSingleton<Cluster>();
        services.AddSingleton<Flights>();
        services.Configure<JsonOptions>(json => AnswerJson.Configure(json.SerializerOptions));
        services.Configure<KestrelServerOptions>(ServerLimits.Configure);
        return services;
    }

    /// <summary>Maps all endpoints under <c>/v1</c>.</summary>
    /// <param name="app">The application, before it runs.</param>
    public static WebApplication MapClearingGateway(this WebApplication app)
    {
        app.UseMiddleware<Failures>();
        app.UseMiddleware<LoopbackOnly>();
        app.UseRouting();
        var v1 = app.MapGroup("/v1").AddEndpointFilter<BodyFilter>();
        var seller = v1.MapGroup("/sellers/{seller}").AddEndpointFilter<SellerFilter>();
        BidEndpoints.Map(seller);
        AccountEndpoints.Map(seller);
        SalesEndpoints.Map(seller);
        MarketEndpoints.Map(v1);
        RoundEndpoints.Map(v1);
        ProblemEndpoints.Map(v1);
        return app;
    }
}
