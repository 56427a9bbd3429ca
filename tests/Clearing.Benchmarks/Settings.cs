using System.Globalization;

namespace Clearing.Benchmarks;

/// <summary>What the command line says.</summary>
/// <param name="Smoke">Small sizes: does it run, and are the results right?</param>
/// <param name="Runs">How often each thing is measured.</param>
/// <param name="Most">The largest size (bids, winners, bids in flight); null for all.</param>
/// <param name="Seconds">How long each run of a throughput takes.</param>
/// <param name="Sqlite">Measure over SQLite.</param>
/// <param name="Postgres">Measure over PostgreSQL, where it is installed.</param>
/// <param name="Busy">Keep every core busy with other work meanwhile.</param>
public sealed record Settings(
    bool Smoke, int Runs, int? Most, double Seconds, bool Sqlite, bool Postgres, bool Busy = false)
{
    /// <summary>The command line, or null if it makes no sense.</summary>
    public static Settings? Parse(IEnumerable<string> arguments)
    {
        var settings = new Settings(false, 0, null, 0, true, true);
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out var argument))
        {
            switch (argument)
            {
                case "--smoke": settings = settings with { Smoke = true }; break;
                case "--busy": settings = settings with { Busy = true }; break;
                case "--sqlite": settings = settings with { Postgres = false }; break;
                case "--postgres": settings = settings with { Sqlite = false }; break;
                case "--runs" when Number(rest) is { } runs:
                    settings = settings with { Runs = runs };
                    break;
                case "--most" when Number(rest) is { } most:
                    settings = settings with { Most = most };
                    break;
                case "--seconds" when Number(rest) is { } seconds:
                    settings = settings with { Seconds = seconds };
                    break;
                default: return null;
            }
        }
        return settings.WithDefaults();
    }

    /// <summary>The sizes up to the largest asked for.</summary>
    public int[] UpTo(params int[] sizes) => [.. sizes.Where(size => size <= (Most ?? size))];

    private Settings WithDefaults() => this with
    {
        Runs = Runs > 0 ? Runs : Smoke ? 1 : 5,
        Seconds = Seconds > 0 ? Seconds : Smoke ? 0.05 : 1,
    };

    private static int? Number(Queue<string> rest) =>
        rest.TryDequeue(out var text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number > 0
            ? number
            : null;
}
