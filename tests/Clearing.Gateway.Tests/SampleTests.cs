using Clearing.Silo;

namespace Clearing.Gateway.Tests;

public sealed class SampleTests
{
    [Fact]
    public void The_samples_database_is_deleted_at_the_end()
    {
        string folder;
        using (var sample = new SampleServer())
        {
            var arguments = sample.Arguments(["--sample", "--urls", "http://127.0.0.1:0"]);
            folder = Path.GetDirectoryName(arguments[^1])!;
            Assert.True(Directory.Exists(folder));
        }

        Assert.False(Directory.Exists(folder));
    }
}
