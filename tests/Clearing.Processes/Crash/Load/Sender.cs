namespace Clearing.Processes.Crash;

/// <summary>Records a command, sends it until it is answered, and records the answer.</summary>
internal sealed class Sender(Gate gate, HistoryWriter history)
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(40);

    /// <summary>The first answer to a command.</summary>
    public async Task<string> Send(Command command)
    {
        var number = history.Sent(command);
        var answer = await Insist(() => gate.Send(command));
        history.Answered(number, answer);
        return answer;
    }

    /// <summary>Sends a command several times at once, like an impatient client.</summary>
    public async Task<string> SendAtOnce(Command command, int times)
    {
        var number = history.Sent(command);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, times).Select(_ => Insist(() => gate.Send(command))));
        foreach (var answer in answers) { history.Answered(number, answer); }
        return answers[0];
    }

    /// <summary>The answers to many bids in one call.</summary>
    public async Task<string[]> SendMany(IReadOnlyList<Command> bids)
    {
        int[] numbers = [.. bids.Select(history.Sent)];
        var answers = await Insist(() => gate.SendMany(bids));
        foreach (var (number, answer) in numbers.Zip(answers)) { history.Answered(number, answer); }
        return answers;
    }

    private static async Task<T> Insist<T>(Func<Task<T?>> send)
        where T : class
    {
        while (true)
        {
            if (await send() is { } answer) { return answer; }
            await Task.Delay(Again);
        }
    }
}
