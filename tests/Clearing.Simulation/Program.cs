using Clearing.Simulation;

if (Options.Read(args) is not { } options)
{
    Console.Error.WriteLine(Options.Usage);
    return 2;
}
if (options.Trace is { } seed) { return Report.Of(Run.Of(seed, Console.Out)); }
if (options.Mutants) { return MutantReport.Print(options); }
return options.Hashes ? Seeds.PrintHashes(options) : Seeds.RunMany(options);
