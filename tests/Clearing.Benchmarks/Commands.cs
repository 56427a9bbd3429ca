namespace Clearing.Benchmarks;

/// <summary>The questions that can be asked, one command each.</summary>
public static class Commands
{
    private static readonly (string Name, string Asks, Func<Settings, Table, Task> Run)[] All =
    [
        ("clear", "how long a round takes to clear", ClearBenchmark.Run),
        ("intake", "how many bids a second become durable", IntakeBenchmark.Run),
        ("gateway", "how many bids a second become durable over HTTP", GatewayBenchmark.Run),
        ("tell", "how many winners a second are told, durably", TellBenchmark.Run),
        ("recover", "how long a market needs from its journal to its first bid",
            RecoverBenchmark.Run),
        ("memory", "what a bid and a seller weigh", MemoryBenchmark.Run),
        ("allocate", "how long a zone's run takes, and how many facts a second become durable",
            AllocateBenchmark.Run),
        ("pages", "what an open page of the console costs, and how soon it shows a clearing",
            PagesBenchmark.Run),
        ("regions", "what many markets in one server take together", RegionsBenchmark.Run),
    ];

    /// <summary>The commands' names.</summary>
    public static IEnumerable<string> Names => All.Select(command => command.Name);

    /// <summary>Runs a command and prints its table.</summary>
    /// <returns>0; 1 if a result was wrong; 2 if the arguments make no sense.</returns>
    public static async Task<int> Run(IReadOnlyList<string> arguments, TextWriter output)
    {
        var asked = All.FirstOrDefault(command => command.Name == arguments.FirstOrDefault());
        if (asked.Run is null || Settings.Parse(arguments.Skip(1)) is not { } settings)
        {
            await output.WriteLineAsync(Usage());
            return 2;
        }
        var load = Machine.Load();
        await output.WriteLineAsync(Machine.Line());
        var table = new Table(output);
        var exit = 0;
        using var busy = BusyWork.Start(settings.Busy);
        try
        {
            await asked.Run(settings, table);
        }
        catch (WrongResultException wrong)
        {
            await output.WriteLineAsync($"WRONG: {wrong.Message}");
            exit = 1;
        }
        await output.WriteLineAsync($"load of one minute before {load}, after {Machine.Load()}");
        return exit;
    }

    private static string Usage() =>
        "usage: COMMAND [--smoke] [--runs N] [--most N] [--seconds N] [--busy] [--sqlite|--postgres]\n"
        + string.Join('\n', All.Select(command => $"  {command.Name,-8} {command.Asks}"));
}
