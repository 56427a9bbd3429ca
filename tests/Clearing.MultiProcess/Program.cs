using Clearing.MultiProcess;

if (args is not [var scripts, .. var rest] || !Directory.Exists(scripts))
{
    Console.Error.WriteLine(
        "usage: Clearing.MultiProcess <folder of Orleans' PostgreSQL scripts> [kills, default 3]");
    return 2;
}
var kills = rest is [var text] ? int.Parse(text) : 3;
await using var run = await MultiProcessRun.Start(scripts);
return await run.Go(kills) ? 0 : 1;
