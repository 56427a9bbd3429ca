using System.Collections.Immutable;
using System.Text.Json;
using Clearing.Allocation.Schedules;

namespace Clearing.Formats.Allocations;

/// <summary>Reads <c>[[from day, volume], …]</c>, ascending by day.</summary>
internal static class ScheduleReader
{
    internal static Schedule Read(JsonMembers members, string key, bool mayLackLimit)
    {
        var steps = ImmutableArray.CreateBuilder<ScheduleStep>();
        foreach (var place in members.List(key))
        {
            if (members.Pair(place) is not var (from, volume)) { continue; }
            var day = members.Day(from);
            if (steps.Count > 0 && day <= steps[^1].From)
            {
                members.Refuse(from, "must come after the day before it");
            }
            var unlimited = mayLackLimit && volume.Kind == JsonValueKind.Null;
            steps.Add(new(day, unlimited ? null : members.Integer(volume, 0, long.MaxValue)));
        }
        return new(steps.ToImmutable());
    }
}
