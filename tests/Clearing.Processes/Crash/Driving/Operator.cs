using System.Globalization;

namespace Clearing.Processes.Crash;

/// <summary>An operator who opens markets, changes capacity, clears rounds and settles.</summary>
internal sealed class Operator(Gate gate, Sender sender, Random random)
{
    private readonly Dictionary<string, int> _rounds = Markets.All.ToDictionary(m => m, _ => 0);
    private int _ids;

    /// <summary>Opens all markets.</summary>
    public async Task Open()
    {
        foreach (var market in Markets.All)
        {
            await sender.Send(new(Kind.Open, market, "", ""));
        }
    }

    /// <summary>Clears the next round of a market, retrying until it is answered.</summary>
    public Task<string> Clear(string market) => sender.Send(new(
        Kind.Clear, market, "", (++_rounds[market]).ToString(CultureInfo.InvariantCulture),
        Fee: random.Next(3) == 0 ? 500_000 : 0, Volume: random.Next(-2_000, 12_000)));

    /// <summary>Adds or removes capacity.</summary>
    public Task<string> ChangeCapacity(string market) => sender.Send(new(
        Kind.Capacity, market, "", NewId("capacity"), Volume: random.Next(-500, 2_000)));

    /// <summary>Places many bids at once, in one call each.</summary>
    public Task<string[]> Burst(string market) => Task.WhenAll(Enumerable.Range(0, 100).Select(i =>
        sender.Send(new(
            Kind.Bid, market, $"burst-{i % 10}", NewId("burst"), Fee: 100_000 * random.Next(1, 40),
            Volume: 5 * random.Next(1, 100), Least: 0))));

    /// <summary>Ends all periods.</summary>
    public async Task Settle()
    {
        foreach (var market in Markets.All)
        {
            await sender.Send(new(Kind.Settle, market, "", ""));
        }
    }

    /// <summary>Waits until every seller has accepted the notices of its markets.</summary>
    /// <returns>The markets with undelivered notices after half a minute.</returns>
    public async Task<IReadOnlyList<string>> WaitUntilTold()
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var untold = Markets.All.ToList();
        while (untold.Count > 0 && !late.IsCancellationRequested)
        {
            foreach (var market in untold.ToArray())
            {
                if (await gate.Report(market, "untold_notices") is 0) { untold.Remove(market); }
            }
            await Task.Delay(20, CancellationToken.None);
        }
        return untold;
    }

    private string NewId(string kind) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}-{Interlocked.Increment(ref _ids)}");
}
