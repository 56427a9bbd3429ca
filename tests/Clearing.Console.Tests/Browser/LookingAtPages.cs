using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Clearing.Pages.Tests.Browser;

[Collection(ConsoleCollection.Name)]
public class LookingAtPages(ConsoleWorld world)
{
    /// <summary>Every page: who looks at it, and its address; {Q} is the sample's quarter.</summary>
    public static TheoryData<string, string, string> Pages => new()
    {
        { "operator", "overview", "/markets" },
        { "operator", "market", "/markets/us-west/standard/{Q}?round=4" },
        { "operator", "events-that-wait", "/markets/us-east/standard/{Q}" },
        { "operator", "events-of-a-seller", "/sellers/halloween-shop/limit?market=us-east/standard/{Q}" },
        { "operator", "deficit", "/markets/ca-central/oversize/{Q}" },
        { "operator", "health", "/markets/us-west/standard/{Q}/health" },
        { "operator", "open", "/markets/new" },
        { "operator", "inspections", "/inspections?market=us-west/standard/{Q}" },
        { "operator", "webhooks", "/webhooks?market=us-west/standard/{Q}" },
        { "operator", "unknown-market", "/markets/us-west/standard/never" },
        { "auditor", "recompute", "/markets/us-west/standard/{Q}/rounds/4/recompute" },
        { "seller", "seller", "/sellers/halloween-shop?market=us-east/standard/{Q}" },
        { "seller", "bid", "/sellers/halloween-shop?market=us-east/standard/{Q}&bid=new" },
        { "seller", "limit", "/sellers/halloween-shop/limit?market=us-east/standard/{Q}" },
        { "seller", "statement", "/sellers/halloween-shop/statement" },
        { "seller", "ledger", "/sellers/halloween-shop/ledger" },
        { "seller", "import", "/sellers/halloween-shop/import?market=us-east/standard/{Q}" },
        { "seller", "seller-webhooks", "/sellers/halloween-shop/webhooks" },
        { "seller", "market-as-seller", "/markets/us-west/standard/{Q}" },
        { "nobody", "sign-in", "/sign-in" },
    };

    // CLEARING_PICTURES names a folder: then every page is drawn there, in all widths and themes.
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("CLEARING_PICTURES");

    [BrowserTheory]
    [MemberData(nameof(Pages))]
    public async Task A_page_keeps_the_strict_policy_fits_three_widths_and_has_no_finding_of_axe(
        string role, string name, string path)
    {
        foreach (var dark in Pictures is null ? [name.Length % 2 == 0] : new[] { false, true })
        {
            await using var reader = await Look(role, path, 1280, dark);
            foreach (var width in (int[])[390, 1280, 1920])
            {
                await reader.Page.SetViewportSizeAsync(width, 900);
                var wide = await reader.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
                Assert.True(wide <= 0, $"{name} is {wide} px too wide at {width}.");
                if (width == 1280 || (width == 390 && name is ("overview" or "market" or "seller")))
                {
                    await CheckWithAxe(reader.Page, name, width);
                }
                await Draw(reader.Page, name, width, dark);
            }
            Assert.Equal("", string.Join('\n', reader.Complaints));
        }
    }

    private async Task<Reader> Look(string role, string path, int width, bool dark)
    {
        var who = role == "seller" ? "halloween-shop" : role == "operator" ? "olga" : "ann";
        var reader = role == "nobody"
            ? await world.Nobody(world.Server, width, dark)
            : await world.As(role, who, width, dark);
        await reader.Go(path.Replace("{Q}", world.Quarter));
        await Assertions.Expect(reader.Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        return reader;
    }

    private static async Task CheckWithAxe(IPage page, string name, int width)
    {
        var result = await page.RunAxe();
        var found = result.Violations
            .Where(violation => violation.Impact is "serious" or "critical" or "moderate")
            .Select(violation => $"{name} at {width}: {violation.Id}: {violation.Nodes[0].Html}");
        Assert.Equal("", string.Join('\n', found));
    }

    private static async Task Draw(IPage page, string name, int width, bool dark)
    {
        if (Pictures is null) { return; }
        await page.ScreenshotAsync(new()
        {
            Path = Path.Combine(Pictures, $"{name}-{width}-{(dark ? "dark" : "light")}.png"),
            FullPage = name is not "bid",
        });
    }
}
