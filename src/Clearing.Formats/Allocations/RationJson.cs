using System.Text.Json;
using Clearing.Allocation.Bases;

namespace Clearing.Formats.Allocations;

/// <summary>A ration in files: <c>{"kind","numerator","denominator"}</c>.</summary>
internal static class RationJson
{
    internal static Ration Read(JsonMembers members)
    {
        var ration = new Ration(
            members.Word("kind", Words.All<RationKind>(), RationKind.None),
            members.Number("numerator", 0, long.MaxValue),
            members.Number("denominator", 1, long.MaxValue));
        members.Required("kind");
        members.RefuseOthers();
        return ration;
    }

    internal static void WriteRation(this Utf8JsonWriter json, Ration ration)
    {
        json.WriteStartObject("ration");
        json.WriteWord("kind", ration.Kind);
        json.WriteInt128("numerator", ration.Numerator);
        json.WriteInt128("denominator", ration.Denominator);
        json.WriteEndObject();
    }
}
