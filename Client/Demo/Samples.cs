using Clearing.Client.Files;
using Clearing.Formats;

namespace Clearing.Client.Demo;

/// <summary>The sample files, which are copied next to the program.</summary>
internal static class Samples
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "samples");

    internal static BidTable Bids(string name) =>
        Read(
            name, (input, file) => BidFile.Read(input, file, new BidFileTerms(NeedsMarkets: true)));

    internal static CapacityFile Capacity(string name) => Read(name, CapacityFile.Read);

    internal static ChangeFile Changes(string name) => Read(name, ChangeFile.Read);

    internal static ExpectedClearingFile Expected(string name) =>
        Read(name, ExpectedClearingFile.Read);

    private static T Read<T>(string name, Func<Stream, string, Parsed<T>> read)
        where T : class
    {
        using var input = InputFile.Open(Path.Combine(Folder, name));
        return InputFile.Require(read(input, name));
    }
}
