using System.Globalization;
using Clearing.Fuzz;

var count = 100_000L;
var seed = 1;
for (var i = 0; i + 1 < args.Length; i += 2)
{
    if (args[i] == "--count") { count = long.Parse(args[i + 1], CultureInfo.InvariantCulture); }
    else if (args[i] == "--seed") { seed = int.Parse(args[i + 1], CultureInfo.InvariantCulture); }
    else
    {
        Console.Error.WriteLine("usage: --count N --seed N");
        return 2;
    }
}
var report = FuzzRun.Run(All.Targets(), count, seed);
Console.Out.WriteLine(report);
return report.Failures.Count == 0 ? 0 : 1;
