using System.Collections.Immutable;
using Clearing.Formats.Allocations;

namespace Clearing.Formats;

/// <summary>
/// A file that can be replayed: scenarios of the market, or cases of the rules of the base.
/// </summary>
public sealed class ReplayFile
{
    private ReplayFile(ImmutableArray<IReplay> replays) => Replays = replays;

    /// <summary>The replays, in the order of the file.</summary>
    public ImmutableArray<IReplay> Replays { get; }

    /// <summary>Reads a whole file, or one scenario or case; at most 256 MiB.</summary>
    /// <param name="input">UTF-8 text; read to its end and not closed.</param>
    /// <param name="file">The file's name for errors.</param>
    /// <returns>The whole content, or all the errors.</returns>
    public static Parsed<ReplayFile> Read(Stream input, string file)
    {
        var errors = new FormatErrors(file);
        var document = StrictJson.ReadAll(input, errors);
        ImmutableArray<IReplay> replays =
            document is null ? []
            : AllocationFile.Recognizes(document) ? AllocationFile.Read(document, errors)
            : [.. ScenarioFile.Read(document, errors)];
        return new Parsed<ReplayFile>(new ReplayFile(replays), errors);
    }
}
