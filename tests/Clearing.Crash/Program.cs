using Clearing.Crash;

if (args is ["load", .. var load]) { return await LoadClient.Run(load); }
if (CrashOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine("usage: --loops N --seed N --clients N --folder PATH");
    return 2;
}
var report = await CrashRun.Run(options);
Console.Out.WriteLine(report);
return report.Violations.Count == 0 ? 0 : 1;
