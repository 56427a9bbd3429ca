using Clearing.Journal;

namespace Clearing.Grains;

/// <summary>
/// A seller's account as stored beside the journal. A lost one costs time, never facts.
/// </summary>
[GenerateSerializer, Alias("Clearing.StoredSnapshot")]
public sealed class StoredSnapshot
{
    /// <summary>The version of the last event it holds; 0 means there is no snapshot.</summary>
    [Id(0)] public long Version { get; set; }

    /// <summary>The account as JSON, sealed where there are keys.</summary>
    [Id(1)] public string Account { get; set => field = value ?? ""; } = "";

    /// <summary>
    /// The link of the last event it holds, hex: a snapshot of another history has another one.
    /// Empty in a snapshot that is older than this member.
    /// </summary>
    [Id(2)] public string Link { get; set => field = value ?? ""; } = "";

    /// <summary>
    /// True unless it is of another history: a link commits to its event and to all before it.
    /// </summary>
    /// <param name="last">The event of its version, as the journal has it.</param>
    public bool HoldsUpTo(StoredEvent last) =>
        Link.Length == 0 || Link == Convert.ToHexString(last.Link.Span);
}
