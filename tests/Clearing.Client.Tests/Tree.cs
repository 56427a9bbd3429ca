using System.Text;
using Clearing.Formats;

namespace Clearing.Client.Tests;

/// <summary>Finds files of the source tree, and reads text as if it were a file.</summary>
internal static class Tree
{
    internal static string Root { get; } = FindRoot();

    internal static string Path(params string[] parts) =>
        System.IO.Path.Combine([Root, .. parts]);

    internal static Parsed<BidTable> Bids(string text, BidFileTerms? terms = null) =>
        BidFile.Read(Stream(text), "bids.csv", terms);

    internal static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Orleans.sln")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new InvalidOperationException("No source tree above the tests.");
    }
}
