using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Clearing.Gateway;

/// <summary>Adds the HTTP gateway to a web host that has an <see cref="IGrainFactory"/>.</summary>
public static class GatewayHosting
{
    /// <summary>Adds the gateway's services and reads the section <c>Gateway</c>.</summary>
    /// <param name="builder">The builder of the host.</param>
    /// <param name="noAuth">
    /// True to serve programs of this machine without keys, even in Production.
    /// </param>
    /// <exception cref="WrongSettingException">A setting is wrong.</exception>
    /// <exception cref="ArgumentException">
    /// Production has no keys or development keys, or <paramref name="noAuth"/> is combined with
    /// keys or with an address that other machines can reach.
    /// </exception>
    public static void AddClearingGateway(this IHostApplicationBuilder builder, bool noAuth = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var (services, configuration) = (builder.Services, builder.Configuration);
        var options = SettingSection.Read<GatewayOptions>(configuration, GatewayOptions.Section);
        AuthOptions.RefuseIdle(configuration);
        var keys = new TokenKeys(options.Auth, TimeProvider.System);
        if (StartRule.Refusal(keys, noAuth, builder.Environment, configuration) is { } refusal)
        {
            throw new ArgumentException(refusal);
        }
        // A key file that cannot be used ends the start, and not each call.
        if (keys.Required) { _ = keys.Checks(); }
        services.AddSingleton(Options.Create(options));
        services.AddSingleton<Cluster>();
        services.AddSingleton<ClusterProbe>();
        services.AddSingleton<DeniedNotes>();
        services.AddHealthChecks().AddCheck<ClusterProbe>("cluster");
        services.AddSingleton<InFlightCommands>();
        services.AddSingleton<Feeds>();
        services.AddSingleton<ImportSlots>();
        services.AddSingleton<GatewayMetrics>();
        services.AddClearingTelemetry(configuration);
        services.AddWebhookRules(configuration);
        services.AddResponseCompression(Compression.Configure);
        services.Configure<JsonOptions>(json => AnswerJson.OnRequest(json.SerializerOptions));
        services.Configure<KestrelServerOptions>(ServerLimits.Configure);
        services.Configure<SocketTransportOptions>(ServerLimits.Configure);
        // The operator's limits override ours.
        services.Configure<KestrelServerOptions>(configuration.GetSection("Kestrel"));
        services.AddSingleton(keys);
        services.AddSingleton<TokenFaultLog>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
            .AddJwtBearer(bearer => { if (keys.Required) { keys.Configure(bearer); } });
        services.AddSingleton<CallLimits>();
        services.AddOpenApi("v1", Descriptions.Configure);
        services.AddOpenApi(StringIntegers.Name, Descriptions.Configure);
    }

    /// <summary>
    /// Maps all endpoints under <c>/v1</c>, their descriptions under <c>/openapi</c> and a page
    /// to try them at <c>/docs</c>.
    /// </summary>
    /// <param name="app">The application, before it runs.</param>
    public static WebApplication MapClearingGateway(this WebApplication app)
    {
        var keys = app.Services.GetRequiredService<TokenKeys>();
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<RefusedActs>();
        app.UseMiddleware<DeniedRequests>();
        app.UseMiddleware<HeadRequests>();
        app.UseMiddleware<Failures>();
        app.UseMiddleware<SafeHeaders>();
        app.UseMiddleware<Preferences>();
        if (!keys.Required) { app.UseMiddleware<LocalRequests>(); }
        app.UseResponseCompression();
        app.UseRouting();
        if (keys.Required)
        {
            app.UseAuthentication();
            app.UseMiddleware<LimitedCalls>();
        }
        app.UseMiddleware<AuthorizationMiddleware>();
        app.UseMiddleware<UnknownInputRefusal>();
        app.MapOpenApi().WithMetadata(new Marks.QueryNames([], Required: false));
        app.MapMetrics();
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "docs";
            page.SwaggerEndpoint("/openapi/v1.json", "v1");
        });
        MapEndpoints(app.MapGroup("/v1").AddEndpointFilter<BodyFilter>());
        return app;
    }

    private static void MapEndpoints(RouteGroupBuilder v1)
    {
        var seller = v1.MapGroup("/sellers/{seller}").AddEndpointFilter<SellerFilter>();
        BidEndpoints.Map(Under(seller, "Sellers: bids and awards"));
        WhatIfEndpoint.Map(Under(seller, "Sellers: bids and awards"));
        ManyBidsEndpoints.Map(Under(seller, "Sellers: bids and awards"));
        ImportEndpoints.Map(Under(seller, "Sellers: bids and awards"));
        AccountEndpoints.Map(Under(seller, "Sellers: accounts"));
        SalesEndpoints.Map(Under(seller, "Sellers: sales and use"));
        SalesReviewEndpoints.Map(Under(seller, "Sellers: sales and use"));
        FactEndpoints.Map(Under(seller, "Sellers: facts and score"));
        RunEndpoints.MapSeller(Under(seller, "Sellers: facts and score"));
        UseEndpoints.Map(Under(seller, "Sellers: facts and score"));
        AdviceEndpoint.Map(Under(seller, "Sellers: facts and score"));
        LineEndpoint.Map(Under(seller, "Sellers: facts and score"));
        ZoneEndpoints.Map(Under(v1, "Zones"));
        RunEndpoints.Map(Under(v1, "Zones: runs"));
        MarketEndpoints.Map(Under(v1, "Markets"));
        CurtailmentEndpoints.Map(Under(v1, "Markets"));
        ProposalEndpoints.Map(Under(v1, "Approvals"));
        MonitorEndpoints.Map(Under(v1, "Monitoring"));
        BacktestEndpoints.Map(Under(v1, "Monitoring"));
        ManyMarketsEndpoints.Map(Under(v1, "Markets"));
        OverviewEndpoints.Map(Under(v1, "Markets"));
        ConfigEndpoints.Map(Under(v1, "Markets"));
        RoundEndpoints.Map(Under(v1, "Rounds"));
        CalendarEndpoints.Map(Under(v1, "Calendar"));
        BookEndpoints.Map(Under(v1, "Rounds"));
        ProofEndpoints.Map(Under(seller, "Sellers: bids and awards"));
        InspectionEndpoints.Map(Under(v1, "Inspections"));
        AuditEndpoints.Map(Under(v1, "Audit"), Under(seller, "Audit"));
        FinanceEndpoints.Map(Under(v1, "Exports"));
        ExportEndpoints.Map(Under(v1, "Exports"), Under(seller, "Exports"));
        FeedEndpoints.Map(Under(v1, "Feeds"), Under(seller, "Feeds"));
        WebhookEndpoints.Map(Under(v1, "Webhooks"), Under(seller, "Webhooks"));
        ProblemEndpoints.Map(Under(v1, "Problems"));
    }

    private static RouteGroupBuilder Under(RouteGroupBuilder group, string heading) =>
        group.MapGroup("").WithTags(heading);
}
