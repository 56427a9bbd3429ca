using System.Globalization;

namespace Clearing.Simulation;

/// <summary>The options of the runner.</summary>
internal sealed record Options
{
    public const string Usage = """
        usage: Clearing.Simulation [--seeds N] [--from S] [--jobs J]   run seeds S to S + N − 1
               Clearing.Simulation --trace SEED                       run one seed and print its trace
               Clearing.Simulation --webhooks [...]                   the same two, for webhooks
               Clearing.Simulation --days [...]                       the same two, for credits from days
               Clearing.Simulation --calm [...]                       the same two, without reminders
               Clearing.Simulation --months [...]                     the same two, for bases, bills and curtailments
               Clearing.Simulation --hashes [--seeds N] [--from S]    print the trace hash of each seed
               Clearing.Simulation --mutants [--seeds N] [--mutant NAME]   plant bugs and look for them
        """;

    public int Seeds { get; init; } = 1_000;

    public long From { get; init; } = 1;

    public int Jobs { get; init; } = Math.Max(1, Environment.ProcessorCount);

    public long? Trace { get; init; }

    public bool Hashes { get; init; }

    public bool Webhooks { get; init; }

    public bool Days { get; init; }

    public bool Calm { get; init; }

    public bool Months { get; init; }

    public bool Mutants { get; init; }

    public string? Mutant { get; init; }

    /// <summary>Reads the arguments; null if they are wrong.</summary>
    public static Options? Read(string[] arguments)
    {
        var options = new Options();
        for (var i = 0; i < arguments.Length; i++)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : "";
            var number = long.TryParse(value, CultureInfo.InvariantCulture, out var n) ? n : (long?)null;
            Options? next = arguments[i] switch
            {
                "--seeds" when number is > 0 and <= int.MaxValue => options with { Seeds = (int)number },
                "--from" when number is not null => options with { From = number.Value },
                "--jobs" when number is > 0 and <= 64 => options with { Jobs = (int)number },
                "--trace" when number is not null => options with { Trace = number },
                "--mutant" when value.Length > 0 => options with { Mutant = value, Mutants = true },
                "--hashes" => options with { Hashes = true },
                "--webhooks" => options with { Webhooks = true },
                "--days" => options with { Days = true },
                "--calm" => options with { Calm = true },
                "--months" => options with { Months = true },
                "--mutants" => options with { Mutants = true },
                _ => null,
            };
            if (next is null) { return null; }
            options = next;
            if (arguments[i] is not ("--hashes" or "--mutants" or "--webhooks" or "--days"
                or "--calm" or "--months"))
            {
                i++;
            }
        }
        bool[] kinds = [options.Webhooks, options.Days, options.Calm, options.Months];
        return kinds.Count(chosen => chosen) > 1 ? null : options;
    }
}
