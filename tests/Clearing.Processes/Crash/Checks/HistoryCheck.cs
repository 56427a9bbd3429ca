namespace Clearing.Processes.Crash;

/// <summary>Compares the answers to clients with the journal.</summary>
internal sealed class HistoryCheck(
    IReadOnlyList<Exchange> exchanges, JournalFacts facts, CrashReport report)
{
    /// <summary>Checks every command and every fact.</summary>
    public void Run()
    {
        foreach (var exchange in exchanges) { Check(exchange); }
        var sent = exchanges.ToLookup(exchange => exchange.Sent.Key, StringComparer.Ordinal);
        foreach (var (key, found) in facts.ByKey)
        {
            Expect(found.Count == 1, $"{key} is in the journal {found.Count} times");
            foreach (var fact in found)
            {
                Expect(
                    sent[key].Any(exchange => exchange.Sent == fact.Command),
                    $"nobody sent what the journal has: {fact.Command}");
            }
        }
        foreach (var market in facts.Untold) { Expect(false, $"{market} has not told everything"); }
    }

    private void Check(Exchange exchange)
    {
        report.Sent++;
        if (exchange.Answers is not [var answer, ..]) { return; }
        var more = exchange.Answers[1..];
        report.Answered++;
        if (more.Count > 0) { report.AnsweredAgain++; }
        var where = $"{exchange.Where} {exchange.Sent}";
        Expect(more.All(other => other == answer), $"{where}: got {string.Join(", ", exchange.Answers)}");
        var same = facts.ByKey.GetValueOrDefault(exchange.Sent.Key, [])
            .Where(fact => fact.Command == exchange.Sent).ToArray();
        if (answer[0] == '-')
        {
            Expect(same.Length == 0, $"{where}: {answer}, but it is in the journal");
            return;
        }
        report.Accepted++;
        Expect(same.Length == 1, $"{where}: {answer}, but it is in the journal {same.Length} times");
        var told = answer.Split(' ') is [_, var number] ? number : null;
        Expect(
            told is null || same.All(fact => $"{fact.Number}" == told),
            $"{where}: {answer}, but the journal has another number");
    }

    private void Expect(bool holds, string rule)
    {
        if (!holds) { report.Violations.Add(rule); }
    }
}
