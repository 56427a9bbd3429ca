using Clearing.Testing;

namespace Clearing.Journal.Tests;

public sealed class PostgresBinariesTests : IDisposable
{
    private static readonly string[] Programs = ["initdb", "pg_ctl"];
    private readonly TempFolder _installed = new();
    private readonly TempFolder _linked = new();

    [Fact]
    public void A_folder_of_both_programs_is_an_installation()
    {
        Install();

        Assert.True(PostgresBinaries.IsComplete(_installed.Path));
    }

    [Fact]
    public void A_folder_of_links_to_both_programs_is_an_installation()
    {
        Install();
        Link();

        Assert.True(PostgresBinaries.IsComplete(_linked.Path));
    }

    [Fact]
    public void Links_to_programs_that_are_gone_are_no_installation()
    {
        Link();

        Assert.False(PostgresBinaries.IsComplete(_linked.Path));
    }

    public void Dispose()
    {
        _linked.Dispose();
        _installed.Dispose();
    }

    private void Install()
    {
        foreach (var program in Programs)
        {
            File.WriteAllText(Path.Combine(_installed.Path, program), "");
        }
    }

    private void Link()
    {
        foreach (var program in Programs)
        {
            File.CreateSymbolicLink(
                Path.Combine(_linked.Path, program), Path.Combine(_installed.Path, program));
        }
    }
}
