using Clearing.Allocation.Configuration;

namespace Clearing.Formats.Allocations;

/// <summary>The numbers of the rules of the base, as JSON.</summary>
public static class AllocationRules
{
    /// <summary>Reads an object; what it does not name keeps its default.</summary>
    /// <param name="place">The object.</param>
    /// <param name="errors">Takes in what is wrong, or out of range.</param>
    /// <returns>The rules; the defaults if something is wrong.</returns>
    public static AllocationConfig Read(JsonPlace place, FormatErrors errors)
    {
        var members = new JsonMembers(place, errors);
        var rules = new RulesReader(members).Read();
        members.RefuseOthers();
        return RulesReader.InRange(rules, place, errors) ? rules : new AllocationConfig();
    }
}
