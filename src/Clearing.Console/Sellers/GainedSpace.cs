namespace Clearing.Pages.Sellers;

/// <summary>From which day on awards are part of what a seller may use.</summary>
internal static class GainedSpace
{
    /// <summary>
    /// What is held of each award, from the day of its round on, UTC. Awards of rounds whose time is not
    /// known, as in older journals, are left out: they count as held all along.
    /// </summary>
    public static ImmutableArray<(DateOnly From, long Volume)> Of(
        Statement? statement, ImmutableArray<RoundReport> rounds)
    {
        if (statement is null) { return []; }
        var days = rounds.Where(round => round.ClearedAt is not null).ToDictionary(
            round => round.Terms.Round, round => DateOnly.FromDateTime(round.ClearedAt!.Value.UtcDateTime));
        return
        [
            .. statement.Awards.Where(line => days.ContainsKey(line.Round))
                .Select(line => (days[line.Round], line.Held.Value)),
        ];
    }
}
