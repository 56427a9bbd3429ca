using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Clearing.Simulation;

/// <summary>Compiles a project of this repository in memory, with a mutant's changes.</summary>
internal static class MutantCompiler
{
    private static readonly string[] Implicit =
    [
        "System", "System.IO", "System.Linq", "System.Net.Http", "System.Threading",
        "System.Threading.Tasks", "System.Collections.Generic",
    ];

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview);

    private static readonly Lazy<ISourceGenerator[]> Generators = new(LoadGenerators);

    private static readonly Lazy<(string Name, MetadataReference Reference)[]> Platform = new(LoadPlatform);

    public static string Root { get; } = FindRoot();

    public static byte[] Compile(Mutant mutant)
    {
        var name = Path.GetFileName(mutant.Project);
        var compilation = CSharpCompilation.Create(
            name, Sources(mutant), References(name),
            new CSharpCompilationOptions(
                name == "Clearing.Simulation" ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release, checkOverflow: true, allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create(Generators.Value, parseOptions: Parsing)
            .RunGeneratorsAndUpdateCompilation(compilation, out var complete, out _);
        using var image = new MemoryStream();
        var result = complete.Emit(image);
        var errors = result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(5);
        return result.Success
            ? image.ToArray()
            : throw new InvalidOperationException(
                $"Mutant {mutant.Name} does not compile: {string.Join(Environment.NewLine, errors)}");
    }

    /// <summary>The texts of the project's files, with the mutant's changes.</summary>
    /// <exception cref="InvalidOperationException">A change no longer fits.</exception>
    public static Dictionary<string, string> Mutate(Mutant mutant)
    {
        var directory = Path.Combine(Root, mutant.Project);
        var texts = Directory.EnumerateFiles(directory, "*.cs", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .ToDictionary(file => Path.GetRelativePath(Root, file).Replace('\\', '/'), File.ReadAllText);
        foreach (var edit in mutant.Edits)
        {
            texts[edit.File] = Apply(mutant, edit, texts.GetValueOrDefault(edit.File, ""));
        }
        return texts;
    }

    private static IEnumerable<SyntaxTree> Sources(Mutant mutant) => Mutate(mutant)
        .Select(text => CSharpSyntaxTree.ParseText(text.Value, Parsing, text.Key))
        .Append(CSharpSyntaxTree.ParseText(Globals(mutant.Project), Parsing, "Globals.cs"));

    private static string Apply(Mutant mutant, Edit edit, string text)
    {
        var at = text.IndexOf(edit.Search, StringComparison.Ordinal);
        if (at < 0 || text.IndexOf(edit.Search, at + 1, StringComparison.Ordinal) >= 0)
        {
            throw new InvalidOperationException(
                $"Mutant {mutant.Name} no longer fits: {edit.File} must hold once: {edit.Search}");
        }
        return string.Concat(text.AsSpan(0, at), edit.Replacement, text.AsSpan(at + edit.Search.Length));
    }

    /// <summary>The usings and friend assemblies that the build adds to a project.</summary>
    private static string Globals(string project)
    {
        var file = Directory.GetFiles(Path.Combine(Root, project), "*.csproj").Single();
        var own = File.ReadAllText(file);
        var orleans = own.Contains("<OrleansApi>true", StringComparison.Ordinal)
            ? File.ReadAllText(Path.Combine(Root, "Directory.Build.props"))
            : "";
        var market = own.Contains("<MarketRooms>true", StringComparison.Ordinal)
            ? File.ReadAllText(Path.Combine(Root, "src/Market.props"))
            : "";
        var usings = Implicit.Concat(
            Include("Using").Matches(orleans + market + own).Select(m => m.Groups[1].Value));
        var friends = Include("InternalsVisibleTo").Matches(own).Select(match => match.Groups[1].Value);
        return string.Concat(usings.Distinct().Select(name => $"global using {name};\n"))
            + string.Concat(friends.Select(name =>
                $"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{name}\")]\n"));
    }

    private static Regex Include(string element) => new($"<{element} Include=\"([^\"]+)\"");

    private static IEnumerable<MetadataReference> References(string except) =>
        Platform.Value.Where(one => one.Name != except).Select(one => one.Reference);

    private static (string Name, MetadataReference Reference)[] LoadPlatform() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => (
                Path.GetFileNameWithoutExtension(path),
                (MetadataReference)MetadataReference.CreateFromFile(path))),
    ];

    private static ISourceGenerator[] LoadGenerators()
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var packs = Path.Combine(runtime, "..", "..", "..", "packs");
        (string Pack, string File, string Generator)[] generators =
        [
            ("Microsoft.NETCore.App.Ref", "System.Text.Json.SourceGeneration.dll",
                "System.Text.Json.SourceGeneration.JsonSourceGenerator"),
            ("Microsoft.NETCore.App.Ref", "System.Text.RegularExpressions.Generator.dll",
                "System.Text.RegularExpressions.Generator.RegexGenerator"),
            ("Microsoft.AspNetCore.App.Ref", "Microsoft.Extensions.Logging.Generators.dll",
                "Microsoft.Extensions.Logging.Generators.LoggerMessageGenerator"),
        ];
        return
        [
            .. generators.Select(known => Make(Newest(packs, known.Pack, known.File), known.Generator)),
            Make(
                Path.Combine(AppContext.BaseDirectory, "Orleans.CodeGenerator.dll"),
                "Orleans.CodeGenerator.OrleansSerializationSourceGenerator"),
        ];
    }

    private static ISourceGenerator Make(string file, string generator)
    {
        var type = Assembly.LoadFrom(file).GetType(generator, throwOnError: true)!;
        var made = Activator.CreateInstance(type);
        return made as ISourceGenerator ?? ((IIncrementalGenerator)made!).AsSourceGenerator();
    }

    private static string Newest(string packs, string pack, string file) =>
        Directory.GetFiles(Path.Combine(packs, pack), file, SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Last();

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Orleans.sln")))
        {
            directory = directory.Parent;
        }
        return directory?.FullName
            ?? throw new InvalidOperationException("Mutants need the repository's source around them.");
    }
}
