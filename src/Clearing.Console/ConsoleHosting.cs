using Clearing.Pages.Access;
using Clearing.Pages.Live;
using Clearing.Pages.Reading;
using Clearing.Pages.Shell;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Clearing.Pages;

/// <summary>Puts the console in a web host that has the HTTP gateway.</summary>
public static class ConsoleHosting
{
    /// <summary>Adds what the console needs, after the gateway.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="options">How readers sign in; null for the defaults.</param>
    /// <exception cref="Clearing.Settings.WrongSettingException">
    /// They do not fit together, or do not fit the gateway's keys.
    /// </exception>
    public static IServiceCollection AddClearingConsole(
        this IServiceCollection services, ConsoleOptions? options = null)
    {
        options ??= new();
        services.AddRazorComponents().AddInteractiveServerComponents(circuits =>
        {
            // A reader who comes back within this time finds the page unchanged.
            circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
            circuits.DetailedErrors = false;
        });
        services.AddCascadingAuthenticationState();
        services.AddSingleton<Permits>();
        services.AddSingleton<IProblemPage, ProblemPages>();
        services.AddSingleton<PrerenderCache>();
        services.AddSingleton<MarketWatch>();
        services.AddSingleton<EventWatch>();
        services.AddScoped<ClusterSession>();
        services.AddScoped<IErrorBoundaryLogger, SilentErrorLogger>();
        services.AddDataProtection().SetApplicationName("clearing");
        AddSignIn(services);
        services.AddSingleton(Options.Create(options));
        AuthoritySignIn.Add(services, options);
        return services;
    }

    // The API's own check of tokens applies to the cookie and to what is pasted in the form.
    private static void AddSignIn(IServiceCollection services)
    {
        services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, bearer =>
            From(bearer, context => Visitors.IsOurs(context) ? SessionCookie.TokenOf(context) : null));
        services.AddAuthentication().AddJwtBearer(SignInEndpoints.Pasted, _ => { });
        services.AddOptions<JwtBearerOptions>(SignInEndpoints.Pasted).Configure<TokenKeys>(
            (bearer, keys) =>
        {
            if (keys.Required) { keys.Configure(bearer); }
            From(bearer, context => context.Items[SignInEndpoints.Pasted] as string);
        });
    }

    private static void From(JwtBearerOptions bearer, Func<HttpContext, string?> token)
    {
        bearer.Events ??= new JwtBearerEvents();
        bearer.Events.OnMessageReceived = asked =>
        {
            if (asked.Request.Headers.Authorization.Count == 0)
            {
                asked.Token = token(asked.HttpContext);
            }
            return Task.CompletedTask;
        };
    }

    /// <summary>Maps the pages, at <c>/</c>, after the gateway.</summary>
    /// <param name="app">The application, before it runs.</param>
    public static WebApplication MapClearingConsole(this WebApplication app)
    {
        app.UseMiddleware<PageHeaders>();
        app.UseMiddleware<Visitors>();
        app.UseAntiforgery();
        EmbeddedFiles.Map(app);
        SignInEndpoints.Map(app);
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(server =>
            server.ContentSecurityFrameAncestorsPolicy = null).Add(page =>
        {
            page.Metadata.Add(new ConsoleMark());
            if (page.Metadata.OfType<ComponentTypeMetadata>().FirstOrDefault() is { } shown)
            {
                page.Metadata.Add(new PageMark());
                page.Metadata.Add(PageQuery.Of(shown.Type));
            }
        });
        return app;
    }
}
