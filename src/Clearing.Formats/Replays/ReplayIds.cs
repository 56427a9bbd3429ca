namespace Clearing.Formats;

/// <summary>Refuses an id that two scenarios or cases of a file have: results are named by it.</summary>
/// <param name="kind">What they are, such as <c>scenario</c>.</param>
/// <param name="errors">Receives what is wrong.</param>
internal sealed class ReplayIds(string kind, FormatErrors errors)
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>Notes the id of the next one.</summary>
    /// <param name="place">The scenario or case.</param>
    /// <param name="id">Its id; its number if the file gives none.</param>
    public void Add(JsonPlace place, string id)
    {
        var number = Count + 1;
        Count = number;
        if (_numbers.TryAdd(id, number)) { return; }
        if (place.Find("id") is { } given) { errors.Add(given, Rule(id)); }
        else { errors.Add(place.Line, place.Path, $"has no id, so its number is its id, which {Rule(id)}"); }
    }

    private string Rule(string id) => $"must be unique in the file: {kind} {_numbers[id]} has it too";

    /// <summary>How many there were.</summary>
    public int Count { get; private set; }
}
