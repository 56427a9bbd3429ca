using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Clearing.Pages.Tests.Browser;

/// <summary>Somebody who looks at pages, and all that their browser gets and complains about.</summary>
internal sealed class Reader : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly string _url;

    private Reader(IBrowserContext context, IPage page, string url)
    {
        (_context, Page, _url) = (context, page, url);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") { Complaints.Add(message.Text); }
        };
        page.PageError += (_, error) => Complaints.Add(error);
        page.Response += async (_, response) =>
        {
            try
            {
                if (response.Url.Contains("/console/") || response.Url.Contains("/_framework/")) { return; }
                Received.Add(await response.TextAsync());
            }
            catch (PlaywrightException)
            {
                // A redirect has no body, and a page that was left takes its bodies with it.
            }
        };
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
            Received.Add(frame.Text ?? System.Text.Encoding.UTF8.GetString(frame.Binary ?? []));
    }

    public IPage Page { get; }

    /// <summary>What the browser complained about: scripts that failed, policies that were broken.</summary>
    public ConcurrentBag<string> Complaints { get; } = [];

    /// <summary>Every page and every frame of a live connection that came.</summary>
    public ConcurrentBag<string> Received { get; } = [];

    public static async Task<Reader> Open(IBrowserContext context, string url) =>
        new(context, await context.NewPageAsync(), url);

    public Task Choose(string role, string name) => _context.AddCookiesAsync(
        [new() { Name = "clearing-role", Value = Uri.EscapeDataString($"{role}:{name}"), Url = _url }]);

    /// <summary>Signs in at a server with keys.</summary>
    public Task Paste(string token) => _context.AddCookiesAsync(
        [new() { Name = "clearing-token", Value = token, Url = _url }]);

    /// <summary>Opens a page and waits until it is live.</summary>
    public async Task Go(string path)
    {
        await Page.GotoAsync(path);
        await Page.Locator("html.is-live").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name });

    public Task Sees(string text) => Assertions.Expect(Page.Locator("body")).ToContainTextAsync(text);

    /// <summary>Waits until the page has exactly this path and query.</summary>
    public Task IsAt(string path) =>
        Assertions.Expect(Page).ToHaveURLAsync(new Regex($"^{Regex.Escape(_url + path)}$"));

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
