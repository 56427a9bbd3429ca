using Clearing.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Clearing.Pages.Access;

/// <summary>
/// Signs readers in at the authority whose tokens the API accepts, by OpenID Connect: the code
/// flow with PKCE.
/// </summary>
/// <remarks>
/// What the authority says of the reader is not used. Its access token is checked as any token for
/// the API is, and kept as a pasted one would be.
/// </remarks>
internal static class AuthoritySignIn
{
    /// <summary>The scheme that asks the authority.</summary>
    public const string Scheme = "authority";

    private const string AccessToken = "access_token";

    /// <summary>Adds the scheme where a client id is configured.</summary>
    /// <exception cref="WrongSettingException">The settings do not fit together.</exception>
    public static void Add(IServiceCollection services, ConsoleOptions options)
    {
        if (Misfit(options, KeysIn(services)) is { } wrong) { throw new WrongSettingException(wrong); }
        if (options.ClientId is null) { return; }
        var secret = Secret(options.ClientSecretFile);
        services.AddAuthentication().AddOpenIdConnect(Scheme, _ => { });
        services.AddOptions<OpenIdConnectOptions>(Scheme).Configure<TokenKeys>((at, keys) =>
        {
            at.Authority = keys.Authority;
            at.ClientId = options.ClientId;
            at.ClientSecret = secret;
            at.ResponseType = OpenIdConnectResponseType.Code;
            // The answer comes as an address, so that the cookies of the flow can be of this site.
            at.ResponseMode = OpenIdConnectResponseMode.Query;
            at.CallbackPath = "/sign-in/back";
            at.SaveTokens = true;
            at.MapInboundClaims = false;
            at.SignInScheme = SignInEndpoints.Pasted;
            at.Scope.Clear();
            foreach (var scope in options.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                at.Scope.Add(scope);
            }
            foreach (var cookie in (CookieBuilder[])[at.NonceCookie, at.CorrelationCookie])
            {
                (cookie.SameSite, cookie.SecurePolicy) =
                    (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
            }
            at.Events.OnTicketReceived = Take;
            at.Events.OnRemoteFailure = Refuse;
        });
    }

    private static string? Misfit(ConsoleOptions options, TokenKeys? keys) => options switch
    {
        { ClientId: not null } when keys?.Authority is null =>
            $"{ConsoleOptions.Section}:{nameof(ConsoleOptions.ClientId)} needs "
            + "Gateway:Auth:Authority, where readers sign in.",
        { ClientId: null, ClientSecretFile: not null } =>
            NeedsClientId(nameof(ConsoleOptions.ClientSecretFile)),
        { ClientId: null, Scope: not ConsoleOptions.DefaultScope } =>
            NeedsClientId(nameof(ConsoleOptions.Scope)),
        _ => null,
    };

    private static string NeedsClientId(string setting) =>
        $"{ConsoleOptions.Section}:{setting} needs "
        + $"{ConsoleOptions.Section}:{nameof(ConsoleOptions.ClientId)}.";

    // The gateway, which comes first, has read them.
    private static TokenKeys? KeysIn(IServiceCollection services) => services
        .LastOrDefault(service => service.ServiceType == typeof(TokenKeys))
        ?.ImplementationInstance as TokenKeys;

    private static async Task Take(TicketReceivedContext received)
    {
        var token = received.Properties?.GetTokenValue(AccessToken) ?? "";
        var wrong = await SignInEndpoints.Keep(received.HttpContext, token);
        var to = SignInEndpoints.Local(received.ReturnUri);
        received.Response.Redirect(wrong is null ? to : SignInEndpoints.Again(to, wrong));
        received.HandleResponse();
    }

    private static Task Refuse(RemoteFailureContext failed)
    {
        failed.Response.Redirect(
            SignInEndpoints.Again(failed.Properties?.RedirectUri, "authority"));
        failed.HandleResponse();
        return Task.CompletedTask;
    }

    private static string? Secret(string? file)
    {
        if (file is null) { return null; }
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new WrongSettingException(
                $"{ConsoleOptions.Section}:{nameof(ConsoleOptions.ClientSecretFile)} is '{file}', "
                + "which cannot be read.", failed);
        }
    }
}
