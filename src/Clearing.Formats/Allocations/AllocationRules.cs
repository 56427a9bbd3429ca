using Clearing.Allocation.Configuration;

namespace Clearing.Formats.Allocations;

/// <summary>The numbers of the rules of the base, as JSON.</summary>
public static class AllocationRules
{
    /// <summary>Reads a file with the rules as one object.</summary>
    /// <param name="text">UTF-8 text.</param>
    /// <param name="file">The file's name for errors.</param>
    public static Parsed<AllocationConfig> ReadFile(ReadOnlySpan<byte> text, string file)
    {
        var errors = new FormatErrors(file);
        var rules = StrictJson.Read(text, errors) is { } place ? Read(place, errors) : new();
        return new(rules, errors);
    }

    /// <summary>Reads an object; members left out keep their defaults.</summary>
    /// <param name="place">The object.</param>
    /// <param name="errors">Receives what is wrong or out of range.</param>
    /// <returns>The rules; the defaults if something is wrong.</returns>
    public static AllocationConfig Read(JsonPlace place, FormatErrors errors)
    {
        var members = new JsonMembers(place, errors);
        var rules = new RulesReader(members).Read();
        members.RefuseOthers();
        return RulesReader.InRange(rules, place, errors) ? rules : new AllocationConfig();
    }
}
