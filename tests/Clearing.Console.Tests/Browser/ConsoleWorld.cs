using Microsoft.Playwright;

namespace Clearing.Pages.Tests.Browser;

/// <summary>One browser, and one server filled with the sample, for all tests that only look.</summary>
public sealed class ConsoleWorld : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal ConsoleServer Server { get; } = new();

    /// <summary>The period that the sample's markets are in.</summary>
    internal string Quarter { get; private set; } = "";

    public async Task InitializeAsync()
    {
        if (Chromium.SkipReason is not null) { return; }
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium.Path,
            Args = ["--no-sandbox"],
        });
        await Server.Start();
        await Server.FillWithSample();
        var now = DateTimeOffset.UtcNow;
        Quarter = $"{now.Year}-Q{(now.Month + 2) / 3}";
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) { await _browser.DisposeAsync(); }
        _playwright?.Dispose();
        await Server.DisposeAsync();
    }

    /// <summary>A reader of the sample's server.</summary>
    internal Task<Reader> As(string role, string name, int width = 1280, bool dark = false) =>
        As(Server, role, name, width, dark);

    /// <summary>A reader of another server.</summary>
    internal async Task<Reader> As(
        ConsoleServer server, string role, string name, int width = 1280, bool dark = false)
    {
        var reader = await Nobody(server, width, dark);
        await reader.Choose(role, name);
        return reader;
    }

    /// <summary>A browser in which nobody is signed in.</summary>
    internal Task<Reader> Nobody(ConsoleServer server, int width = 1280, bool dark = false) =>
        Nobody(server.Url, width, dark);

    /// <summary>A browser in which nobody is signed in at the server of an address.</summary>
    internal async Task<Reader> Nobody(string url, int width = 1280, bool dark = false)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = url,
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            TimezoneId = "America/New_York",
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(10_000);
        return await Reader.Open(context, url);
    }
}

/// <summary>Tests in the browser run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ConsoleCollection : ICollectionFixture<ConsoleWorld>
{
    public const string Name = "console";
}
