namespace Clearing.Grains;

/// <summary>
/// A part of a market's history as stored beside the journal. A lost one costs time, never facts.
/// </summary>
[GenerateSerializer, Alias("Clearing.StoredPart")]
public sealed class StoredPart
{
    /// <summary>The version of the event before the part; 0 for the first part.</summary>
    [Id(0)] public long After { get; set; }

    /// <summary>The link of the event before the part, hex; empty for the first part.</summary>
    [Id(1)] public string LinkBefore { get; set => field = value ?? ""; } = "";

    /// <summary>The version of the part's last event; 0 means that there is no part.</summary>
    [Id(2)] public long Version { get; set; }

    /// <summary>The link of the part's last event, hex.</summary>
    [Id(3)] public string Link { get; set => field = value ?? ""; } = "";

    /// <summary>The packed events: sealed where there are keys, otherwise in Base64.</summary>
    [Id(4)] public string Events { get; set => field = value ?? ""; } = "";
}
