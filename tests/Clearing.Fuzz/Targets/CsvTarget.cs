using System.Text;
using Clearing.Formats;

namespace Clearing.Fuzz;

/// <summary>One of the CSV formats.</summary>
internal sealed class CsvTarget<T>(string name, Func<Stream, string, Parsed<T>> read, string valid)
    : ITarget
    where T : class
{
    public string Name => name;

    public IReadOnlyList<byte[]> Valid { get; } = [Encoding.UTF8.GetBytes(valid)];

    public bool Take(byte[] input, Random random)
    {
        var parsed = read(new MemoryStream(input), "damaged.csv");
        Clear.Errors(parsed.Errors, parsed.Value is null);
        return parsed.Value is not null;
    }
}
