using System.Text.Json;

namespace Clearing.Formats.Allocations;

/// <summary>A case, which runs its rule and writes the members of its result.</summary>
internal interface ICaseKind
{
    /// <summary>Runs the rule; writes members into an open object.</summary>
    void Write(Utf8JsonWriter json);
}
