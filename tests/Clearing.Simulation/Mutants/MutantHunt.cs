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
    public static (long Seed, string Violation)? Find(Mutant mutant, long from, int most)
    {
        var simulation = new MutantContext(mutant).LoadFromAssemblyName(typeof(Run).Assembly.GetName());
        var first = simulation.GetType(mutant.Run.FullName!)!.GetMethod(nameof(Run.FirstFailure))!;
        return ((long Seed, string Violation)?)first.Invoke(null, [Math.Max(from, mutant.FirstSeed), most]);
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
