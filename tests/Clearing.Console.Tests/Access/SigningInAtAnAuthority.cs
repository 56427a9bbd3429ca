using System.Net;
using Clearing.Pages.Tests.Browser;
using Clearing.Settings;

namespace Clearing.Pages.Tests.Access;

public sealed class SigningInAtAnAuthority : IAsyncLifetime
{
    private readonly CookieContainer _cookies = new();
    private TestAuthority _authority = null!;
    private ConsoleServer _server = null!;
    private HttpClient _browser = null!;

    public async Task InitializeAsync()
    {
        _authority = await TestAuthority.Start();
        var secret = Path.GetTempFileName();
        await File.WriteAllTextAsync(secret, TestAuthority.Secret + "\n");
        _server = new ConsoleServer
        {
            Settings =
            [
                "--Gateway:Auth:Authority", _authority.Url, "--Console:ClientId", TestAuthority.Client,
                "--Console:ClientSecretFile", secret,
            ],
            Prepare = _authority.TrustIn,
        };
        await _server.Start();
        File.Delete(secret);
        var handler = TestAuthority.Trusting();
        handler.CookieContainer = _cookies;
        _browser = new(handler) { BaseAddress = new(_server.Url) };
    }

    public async Task DisposeAsync()
    {
        _browser.Dispose();
        await _server.DisposeAsync();
        await _authority.DisposeAsync();
    }

    [Fact]
    public async Task A_reader_comes_back_to_the_page_that_was_asked_for_as_who_the_token_names()
    {
        var (page, text) = await Follow("/sign-in/authority?to=%2Fmarkets%3Fq%3Deast");

        Assert.Equal("/markets?q=east", page.PathAndQuery);
        Assert.Contains("<b>olga</b>", text);
        Assert.Contains("operator, all regions", text);
    }

    [Fact]
    public async Task The_page_of_the_sign_in_leads_to_the_authority()
    {
        var (page, text) = await Follow("/markets");

        Assert.StartsWith("/sign-in?to=", page.PathAndQuery);
        Assert.Contains("/sign-in/authority?to=%2Fmarkets", text);
        Assert.Contains("Bearer token", text);
    }

    [Theory]
    [InlineData("elsewhere", "operator", "This server does not accept the token")]
    [InlineData("clearing", "guest", "names none of the roles")]
    public async Task A_token_that_the_API_would_refuse_signs_nobody_in(
        string audience, string role, string message)
    {
        (_authority.Audience, _authority.Claims["role"]) = (audience, role);

        var (page, text) = await Follow("/sign-in/authority?to=%2Fmarkets");

        Assert.StartsWith("/sign-in?to=%2Fmarkets&wrong=", page.PathAndQuery);
        Assert.Contains(message, text);
        Assert.DoesNotContain(
            _cookies.GetCookies(new(_server.Url)), cookie => cookie.Name == "clearing-token");
    }

    [Fact]
    public async Task An_answer_that_nobody_asked_for_signs_nobody_in()
    {
        var (page, text) = await Follow("/sign-in/back?code=stolen&state=made-up");

        Assert.Equal("/sign-in?to=%2F&wrong=authority", page.PathAndQuery);
        Assert.Contains("The authority did not sign you in.", text);
    }

    [Theory]
    [InlineData("https://elsewhere.example")]
    [InlineData("//elsewhere.example")]
    public async Task Nobody_is_led_to_another_site_afterwards(string to)
    {
        var (page, _) = await Follow("/sign-in/authority?to=" + Uri.EscapeDataString(to));

        Assert.Equal(new Uri(_server.Url).Authority, page.Authority);
    }

    [Theory]
    [InlineData("Console:ClientId needs Gateway:Auth:Authority", "--Console:ClientId", "console")]
    [InlineData("Console:ClientSecretFile needs Console:ClientId", "--Console:ClientSecretFile", "/none")]
    [InlineData("Console:Scope needs Console:ClientId", "--Console:Scope", "openid profile")]
    public async Task Settings_that_do_not_fit_together_are_refused_at_start(
        string message, params string[] settings)
    {
        await using var server = new ConsoleServer { Settings = settings };

        var wrong = await Assert.ThrowsAsync<WrongSettingException>(server.Start);

        Assert.StartsWith(message, wrong.Message);
    }

    private async Task<(Uri Page, string Text)> Follow(string path)
    {
        var at = new Uri(new Uri(_server.Url), path);
        for (var hop = 0; hop < 10; hop++)
        {
            using var answer = await _browser.GetAsync(at);
            if (answer.Headers.Location is not { } next)
            {
                return (at, await answer.Content.ReadAsStringAsync());
            }
            at = new Uri(at, next);
        }
        throw new InvalidOperationException($"Redirected again and again, last to {at}.");
    }
}
