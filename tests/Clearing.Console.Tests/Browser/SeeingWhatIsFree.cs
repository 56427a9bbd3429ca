using Microsoft.Playwright;

namespace Clearing.Pages.Tests.Browser;

[Collection(ConsoleCollection.Name)]
public class SeeingWhatIsFree(ConsoleWorld world)
{
    [BrowserFact]
    public async Task A_seller_finds_what_is_in_use_and_free_among_its_figures_and_below_its_space()
    {
        await using var shop = await world.As("seller", "halloween-shop");
        await shop.Go($"/sellers/halloween-shop?market=us-east/standard/{world.Quarter}");

        // The sample's shop uses 690 of 720 + 5,500.
        await Assertions.Expect(shop.Page.Locator(".kpis")).ToContainTextAsync("690 ft³5,530 of the limit free");
        await shop.Sees("What you have and use");
        await Assertions.Expect(shop.Page.GetByRole(AriaRole.Img, new() { Name = "in use 690, free 5,530." }).First)
            .ToBeVisibleAsync();
        // At no width does a figure reach into the next one.
        foreach (var width in (int[])[390, 1_024, 1_280, 1_440])
        {
            await shop.Page.SetViewportSizeAsync(width, 900);
            Assert.Equal("", await shop.Page.EvaluateAsync<string>(
                "[...document.querySelectorAll('.kpi')].filter(one => one.scrollWidth > one.clientWidth)"
                + ".map(one => one.innerText).join()"));
        }
    }
}
