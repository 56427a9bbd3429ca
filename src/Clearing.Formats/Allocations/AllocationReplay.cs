using System.Collections.Immutable;
using System.Text.Json;

namespace Clearing.Formats.Allocations;

/// <summary>A case of an allocation file.</summary>
internal sealed class AllocationReplay(string id, JsonPlace? expected, ICaseKind? kind) : IReplay
{
    public string Id => id;

    public JsonPlace? Expected => expected;

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteStartObject("result");
        Kind.Write(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public ImmutableArray<Difference> Differences() => expected is null
        ? []
        : ExactOutcome.Compare(id, expected, IReplay.Written(this).Find("result")!);

    // A file with an error yields no case.
    private ICaseKind Kind =>
        kind ?? throw new InvalidOperationException($"The case {id} was not read.");
}
