using Clearing.Simulation;

if (Options.Read(args) is not { } options)
{
    Console.Error.WriteLine(Options.Usage);
    return 2;
}
Func<long, TextWriter?, Outcome> run = options.Webhooks ? WebhookRun.Of
    : options.Days ? DaysRun.Of
    : options.Calm ? CalmRun.Of
    : options.Months ? MonthRun.Of
    : Run.Of;
if (options.Trace is { } seed) { return Report.Of(run(seed, Console.Out)); }
if (options.Mutants) { return MutantReport.Print(options); }
return options.Hashes ? Seeds.PrintHashes(options, run) : Seeds.RunMany(options, run);
