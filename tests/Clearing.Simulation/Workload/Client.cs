using Clearing.Contracts;

namespace Clearing.Simulation;

/// <summary>A client that sends commands until they are answered, and records history.</summary>
internal abstract class Client(World world, Faults faults, IGrainFactory grains, History history, Chance chance)
{
    protected World World => world;

    protected IGrainFactory Grains => grains;

    protected Chance Chance => chance;

    protected Command Keep(Command command)
    {
        history.Commands.Add(command);
        return command;
    }

    /// <summary>Sends a command repeatedly until it is answered or the client gives up.</summary>
    protected async Task Insist<TAnswer>(IReadOnlyList<Command> commands, Func<Task<TAnswer>> send)
        where TAnswer : notnull
    {
        var patience = chance.PerMille(80) ? chance.Between(1, 3) : int.MaxValue;
        for (var sent = 0; sent < patience; sent++)
        {
            if (faults.Hits(FaultKind.DoubledCommand, PhaseOf(commands[0]), commands[0].ToString()))
            {
                var doubled = Once(commands, send);
                await world.Delay(chance.Wait(0, 200));
                if (await Once(commands, send) | await doubled) { return; }
            }
            else if (await Once(commands, send)) { return; }
            await world.Delay(chance.Wait(10, 2_000));
        }
    }

    protected Task Insist<TAnswer>(Command command, Func<Task<TAnswer>> send)
        where TAnswer : notnull => Insist([command], send);

    /// <summary>Queries once and records the answer.</summary>
    protected async Task<TSeen?> Look<TSeen>(string market, string seller, Func<Task<TSeen>> ask)
    {
        try
        {
            var seen = await ask();
            if (seen is not null) { history.Sights.Add(new Sight(market, seller, seen)); }
            return seen;
        }
        catch (Exception failure)
        {
            Judge(failure, $"{seller} looks at {market}");
            return default;
        }
    }

    private async Task<bool> Once<TAnswer>(IReadOnlyList<Command> commands, Func<Task<TAnswer>> send)
        where TAnswer : notnull
    {
        var sentAt = world.Now;
        try
        {
            var answer = await send();
            if (world.Trace.IsRead) { world.Note($"ANSWER {commands[0]} → {Show(answer)}"); }
            if (answer is System.Collections.IList answers)
            {
                for (var i = 0; i < commands.Count; i++) { commands[i].Answer(sentAt, answers[i]!); }
            }
            else { commands[0].Answer(sentAt, answer); }
            return true;
        }
        catch (Exception failure)
        {
            if (failure is TimeoutException or OutcomeUnknownException)
            {
                faults.Count(FaultKind.UnknownOutcome, PhaseOf(commands[0]), commands[0].ToString());
            }
            Judge(failure, commands[0].ToString());
            return false;
        }
    }

    /// <summary>Accepts only an unknown outcome or a storage failure as a failure.</summary>
    private void Judge(Exception failure, string command)
    {
        if (world.Trace.IsRead) { world.Note($"FAILED {command}: {failure.GetType().Name} {failure.Message}"); }
        if (!GrainLog.IsExpected(failure)) { history.Surprises.Add($"{command} failed: {failure}"); }
    }

    private static Phase PhaseOf(Command command) => command.Body switch
    {
        MarketConfig => Phase.Open,
        Bid => Phase.Place,
        Amendment => Phase.Amend,
        Cancellation => Phase.Cancel,
        Relinquishment => Phase.Relinquish,
        CapacityChange => Phase.Capacity,
        ScheduledRound => Phase.Schedule,
        CloseOf => Phase.Close,
        RoundTerms => Phase.Clear,
        ProposalOf or DecisionOn => Phase.Approve,
        StageOf { Verb: "settle" } => Phase.Settle,
        StageOf => Phase.Pause,
        SalesReport or UseReport or SalesReview => Phase.Report,
        Correction => Phase.Correct,
        BaseAllocation => Phase.Base,
        _ => throw new ArgumentException($"No phase for {command}."),
    };

    private static string Show(object answer) => answer is System.Collections.IEnumerable many
        ? string.Join(", ", many.Cast<object>())
        : answer.ToString() ?? "";
}
