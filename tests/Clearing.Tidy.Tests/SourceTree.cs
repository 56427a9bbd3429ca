using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clearing.Tidy.Tests;

/// <summary>The source files of the tree, read where this file was compiled.</summary>
internal static class SourceTree
{
    private static readonly ConcurrentDictionary<string, CompilationUnitSyntax> Parsed = new();

    internal static string Root { get; } = FindRoot();

    internal static IEnumerable<string> Files(string pattern, params string[] folders) =>
        folders
            .Select(folder => Path.Combine(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder =>
                Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories))
            .Where(file => !Relative(file).Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal);

    internal static IEnumerable<string> ProductFiles() => Files("*.cs", "src", "Silo", "Client");

    internal static IEnumerable<string> AllFiles() =>
        Files("*.cs", "src", "Silo", "Client", "tests");

    internal static string Relative(string file) =>
        Path.GetRelativePath(Root, file).Replace('\\', '/');

    internal static CompilationUnitSyntax Parse(string file) =>
        Parsed.GetOrAdd(file, static path =>
            CSharpSyntaxTree.ParseText(File.ReadAllText(path), path: path).GetCompilationUnitRoot());

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(folder.FullName, "Orleans.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Orleans.sln");
        }
        return folder.FullName;
    }
}
