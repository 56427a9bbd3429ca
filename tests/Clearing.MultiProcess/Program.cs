using Clearing.Benchmarks;
using Clearing.MultiProcess;
using Clearing.MultiProcess.Regions;

if (args is ["regions", var tables, .. var options] && Directory.Exists(tables)
    && Settings.Parse(options) is { } settings)
{
    return await RegionsRun.Go(tables, settings);
}
if (args is not [var scripts, .. var rest] || !Directory.Exists(scripts))
{
    Console.Error.WriteLine(
        """
        usage: Clearing.MultiProcess <folder of Orleans' PostgreSQL scripts> [kills, default 3]
               Clearing.MultiProcess regions <folder> [--runs N] [--most N] [--seconds N] [--smoke]
        """);
    return 2;
}
var kills = rest is [var text] ? int.Parse(text) : 3;
await using var run = await MultiProcessRun.Start(scripts);
return await run.Go(kills) ? 0 : 1;
