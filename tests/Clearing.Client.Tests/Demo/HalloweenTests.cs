using Clearing.Client.Demo;
using Spectre.Console;

namespace Clearing.Client.Tests.Demo;

public class HalloweenTests
{
    [Fact]
    public async Task The_shop_pays_nothing_and_its_journal_verifies()
    {
        var folder = Directory.CreateTempSubdirectory("clearing-halloween");
        try
        {
            var path = Path.Combine(folder.FullName, "demo.db");
            var said = new StringWriter();
            var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(said) });
            await using (var cluster = await DemoCluster.Start(path))
            {
                await new HalloweenShop(cluster, console).Run();
            }

            var exitCode = await new FinalCheck(path, console).Run();

            Assert.True(exitCode == ExitCode.Fine, $"{said}");
            Assert.Contains("pays 0.00", $"{said}", StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
