using System.Reflection;
using System.Runtime.Loader;

namespace Clearing.Simulation;

/// <summary>Runs seeds on a mutant until a checker finds it.</summary>
public static class MutantHunt
{
    /// <summary>The first seed that finds the mutant and what it found; null if none does.</summary>
    /// <param name="mutant">The planted bug.</param>
    /// <param name="from">The first seed.</param>
    /// <param name="most">The maximum number of seeds to try.</param>
    /// <exception cref="InvalidOperationException">The seed fails without the mutant too.</exception>
    public static (long Seed, string Violation)? Find(Mutant mutant, long from, int most)
    {
        var simulation = new MutantContext(mutant).LoadFromAssemblyName(typeof(Run).Assembly.GetName());
        var run = simulation.GetType(mutant.Run.FullName!)!;
        if (FirstFailure(run, Math.Max(from, mutant.FirstSeed), most) is not { } found) { return null; }
        if (FirstFailure(mutant.Run, found.Seed, 1) is { } anyway)
        {
            throw new InvalidOperationException(
                $"Seed {found.Seed} fails without {mutant.Name} too: {anyway.Violation}");
        }
        return found;
    }

    /// <summary>Why a mutant's changes no longer fit the source; null if they do.</summary>
    public static string? Misfit(Mutant mutant)
    {
        try
        {
            MutantCompiler.Mutate(mutant);
            return null;
        }
        catch (InvalidOperationException misfit)
        {
            return misfit.Message;
        }
    }

    private static (long Seed, string Violation)? FirstFailure(Type run, long from, int most) =>
        ((long Seed, string Violation)?)run.GetMethod(nameof(Run.FirstFailure))!.Invoke(null, [from, most]);

    /// <summary>
    /// Loads the mutated assembly, and loads all other assemblies of this repository again.
    /// </summary>
    private sealed class MutantContext(Mutant mutant) : AssemblyLoadContext(mutant.Name)
    {
        private readonly byte[] _image = MutantCompiler.Compile(mutant);

        // This includes Orleans, which looks types up by name in its own load context.
        private static bool IsOwn(string name) =>
            name.StartsWith("Clearing.", StringComparison.Ordinal)
            || name.StartsWith("Orleans.", StringComparison.Ordinal);

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var name = assemblyName.Name!;
            if (name == Path.GetFileName(mutant.Project)) { return LoadFromStream(new MemoryStream(_image)); }
            var file = Path.Combine(AppContext.BaseDirectory, name + ".dll");
            return IsOwn(name) && File.Exists(file)
                ? LoadFromAssemblyPath(file)
                : null;
        }
    }
}
