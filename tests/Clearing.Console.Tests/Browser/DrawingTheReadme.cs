namespace Clearing.Pages.Tests.Browser;

[Collection(ConsoleCollection.Name)]
public class DrawingTheReadme(ConsoleWorld world)
{
    [PictureFact]
    public async Task The_READMEs_pictures_are_of_the_sample()
    {
        var folder = Environment.GetEnvironmentVariable(PictureFactAttribute.Folder)!;
        await using var olga = await world.As("operator", "olga");
        await olga.Go($"/markets/us-west/standard/{world.Quarter}?round=4");
        await Draw(olga, Path.Combine(folder, "market.png"));
        await using var shop = await world.As("seller", "halloween-shop", dark: true);
        await shop.Go($"/sellers/halloween-shop?market=us-east/standard/{world.Quarter}");
        await Draw(shop, Path.Combine(folder, "seller.png"));
    }

    private static async Task Draw(Reader reader, string file)
    {
        await reader.Sees("Live");
        await reader.Page.ScreenshotAsync(new() { Path = file });
        Assert.InRange(new FileInfo(file).Length, 20_000, 300_000);
    }
}
