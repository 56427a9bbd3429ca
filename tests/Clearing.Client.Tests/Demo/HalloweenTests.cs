using Clearing.Client.Demo;
using Spectre.Console;

namespace Clearing.Client.Tests.Demo;

public class HalloweenTests
{
    // The circle, step by step: overstock, a lower base, the market, sales, credit, a higher base.
    private static readonly string[] Told =
    [
        "a score of 339 of 1000 multiplies it by 0.923; 74 % of its stock is excess",
        "Why it changed by -185, cause by cause: rules 0, expected sales -1, score -184, use of extra "
            + "space 0, the base before 0, shortage of space 0.",
        "32 of 92 days count. In all, 300,000.00 was sold with the extra space.",
        "Charge 20,000.00; credit 45,000.00 earned on 300,000.00 of sales, 20,000.00 applied; "
            + "pays 0.00.",
        "on average 1,758 of 4,450 were used: +879 for good use, -673 for empty space",
        "Why it changed by +103, cause by cause: rules 0, expected sales -76, score 0, use of extra "
            + "space +179, the base before 0, shortage of space 0.",
        "No violation",
    ];

    [Fact]
    public async Task Its_base_falls_it_pays_nothing_and_its_next_base_rises()
    {
        var folder = Directory.CreateTempSubdirectory("clearing-halloween");
        try
        {
            var path = Path.Combine(folder.FullName, "demo.db");
            var said = new StringWriter();
            var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(said) });
            console.Profile.Width = 200;
            await using (var cluster = await DemoCluster.Start(path))
            {
                await new HalloweenShop(cluster, console).Run();
            }

            var exitCode = await new FinalCheck(path, console).Run();

            Assert.True(exitCode == ExitCode.Fine, $"{said}");
            Assert.All(Told, part => Assert.Contains(part, $"{said}", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
