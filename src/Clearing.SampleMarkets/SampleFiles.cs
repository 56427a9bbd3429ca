using Clearing.Formats;

namespace Clearing.SampleMarkets;

/// <summary>The sample files, which are copied next to the program.</summary>
public static class SampleFiles
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "samples");

    /// <summary>A file of bids for several markets and rounds.</summary>
    /// <param name="name">Its name in the folder of samples.</param>
    /// <exception cref="SampleException">It is missing or wrong.</exception>
    public static BidTable Bids(string name) =>
        Read(
            name, (input, file) => BidFile.Read(input, file, new BidFileTerms(NeedsMarkets: true)));

    /// <summary>The capacity of markets by round.</summary>
    /// <param name="name">Its name in the folder of samples.</param>
    /// <exception cref="SampleException">It is missing or wrong.</exception>
    public static CapacityFile Capacity(string name) => Read(name, CapacityFile.Read);

    /// <summary>Changes of bids by round.</summary>
    /// <param name="name">Its name in the folder of samples.</param>
    /// <exception cref="SampleException">It is missing or wrong.</exception>
    public static ChangeFile Changes(string name) => Read(name, ChangeFile.Read);

    /// <summary>What the clearing of a real book is expected to come to.</summary>
    /// <param name="name">Its name in the folder of samples.</param>
    /// <exception cref="SampleException">It is missing or wrong.</exception>
    public static ExpectedClearingFile Expected(string name) =>
        Read(name, ExpectedClearingFile.Read);

    private static T Read<T>(string name, Func<Stream, string, Parsed<T>> read)
        where T : class
    {
        try
        {
            using var input = File.OpenRead(Path.Combine(Folder, name));
            var parsed = read(input, name);
            return parsed.IsValid(out var value)
                ? value
                : throw new SampleException($"{name} breaks a rule: {parsed.Errors.Kept[0]}");
        }
        catch (IOException cause)
        {
            throw new SampleException($"{name} cannot be read: {cause.Message}", cause);
        }
    }
}
