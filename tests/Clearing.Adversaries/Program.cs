using Clearing.Adversaries;
using Clearing.Adversaries.AtRest;

Adversary[] all =
[
    new ReadDatabase(), new SizeOracle(), new MoveRows(), new TrimJournal(), new RestoreOld(),
    new OldKey(), new PlantKey(), new MakeUpRow(), new ErasedSeller(),
];
var defended = !args.Contains("--undefended");
string[] names = [.. args.Where(argument => !argument.StartsWith("--", StringComparison.Ordinal))];
var seal = SealAdversaries.All.Concat(SealAdversaries.Timed).ToDictionary(one => one.GetType().Name);
if (names.Except(all.Select(one => one.Name)).Except(seal.Keys).FirstOrDefault() is { } unknown)
{
    Console.Error.WriteLine(
        $"There is no adversary '{unknown}'; there are "
        + $"{string.Join(", ", all.Select(a => a.Name).Concat(seal.Keys))}.");
    return 2;
}
var asExpected = true;
foreach (var one in all.Where(one => names.Length == 0 || names.Contains(one.Name)))
{
    var learned = await one.Try(defended);
    Console.WriteLine($"{one.Name}: {one.Aim}");
    foreach (var what in learned) { Console.WriteLine($"  {what}"); }
    if (learned.Count == 0) { Console.WriteLine("  nothing"); }
    // Without its mitigation an adversary that learns nothing would show nothing with it either.
    asExpected &= learned.Count == 0 == defended;
}
foreach (var one in seal.Where(one => names.Length == 0 || names.Contains(one.Key)))
{
    asExpected &= SealAdversaries.IsStopped(one.Value);
}
return asExpected ? 0 : 1;
