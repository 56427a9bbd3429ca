using System.Globalization;

namespace Clearing.Processes.Crash;

/// <summary>The options of a crash run.</summary>
internal sealed record CrashOptions
{
    /// <summary>How often the server is killed and started again.</summary>
    public int Loops { get; init; } = 100;

    /// <summary>Determines moments and commands, but not the timing of the machine.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The number of client processes.</summary>
    public int Clients { get; init; } = 3;

    /// <summary>The folder for database and histories; null for a temporary one.</summary>
    public string? Folder { get; init; }

    /// <summary>Receives messages on progress.</summary>
    public Action<string> Progress { get; init; } = _ => { };

    /// <summary>Reads <c>--loops N --seed N --clients N --folder PATH</c>; null if they are wrong.</summary>
    public static CrashOptions? Parse(string[] args)
    {
        var options = new CrashOptions { Progress = Console.Error.WriteLine };
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length) { return null; }
            var is32Bits = int.TryParse(
                args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            switch (args[i])
            {
                case "--loops" when is32Bits: options = options with { Loops = number }; break;
                case "--seed" when is32Bits: options = options with { Seed = number }; break;
                case "--clients" when is32Bits: options = options with { Clients = number }; break;
                case "--folder": options = options with { Folder = args[i + 1] }; break;
                default: return null;
            }
        }
        return options;
    }
}
