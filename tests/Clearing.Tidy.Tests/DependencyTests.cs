using System.Xml.Linq;

namespace Clearing.Tidy.Tests;

/// <summary>Dependencies point one way: Abstractions ← Market ← Contracts ← Grains → Journal → Sealing.</summary>
public class DependencyTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Clearing.Abstractions"] = [],
        ["Clearing.Market"] = [],
        ["Clearing.Allocation"] = ["Clearing.Market"],
        ["Clearing.Formats"] = ["Clearing.Allocation", "Clearing.Market"],
        ["Clearing.Sealing"] = [],
        ["Clearing.Journal"] = ["Clearing.Sealing"],
        ["Clearing.Contracts"] = ["Clearing.Market"],
        ["Clearing.Connect"] = ["Clearing.Contracts"],
        ["Clearing.Grains"] =
            ["Clearing.Contracts", "Clearing.Journal", "Clearing.Market", "Clearing.Sealing"],
        ["Clearing.Verification"] = ["Clearing.Formats", "Clearing.Grains"],
        ["Clearing.Embedded"] = ["Clearing.Abstractions"],
        ["Clearing.Gateway"] = ["Clearing.Contracts", "Clearing.Formats", "Clearing.Market"],
    };

    [Fact]
    public void A_project_of_src_references_only_what_the_dependency_rule_allows()
    {
        var wrong =
            from project in SourceTree.Files("*.csproj", "src")
            let name = Path.GetFileNameWithoutExtension(project)
            from reference in ReferencesOf(project)
            where !Allowed.GetValueOrDefault(name, []).Contains(reference)
            select $"{name} → {reference}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_project_of_src_is_named_in_the_dependency_rule()
    {
        var projects = SourceTree.Files("*.csproj", "src")
            .Select(Path.GetFileNameWithoutExtension).ToArray();

        Assert.NotEmpty(projects);
        Assert.Empty(projects.Except(Allowed.Keys));
    }

    [Fact]
    public void Only_the_engine_props_know_the_packages_of_Orleans_in_src()
    {
        var wrong = SourceTree.Files("*.csproj", "src")
            .Where(project => File.ReadAllText(project).Contains("Microsoft.Orleans"))
            .Select(SourceTree.Relative);

        Assert.Empty(wrong);
    }

    [Fact]
    public void Product_code_has_no_conditional_compilation()
    {
        var wrong =
            from file in SourceTree.ProductFiles()
            from line in File.ReadLines(file)
            where line.TrimStart().StartsWith("#if", StringComparison.Ordinal)
            select SourceTree.Relative(file);

        Assert.Empty(wrong);
    }

    private static IEnumerable<string> ReferencesOf(string project) =>
        XDocument.Load(project).Descendants("ProjectReference")
            .Select(reference => reference.Attribute("Include")!.Value.Replace('\\', '/'))
            .Select(path => Path.GetFileNameWithoutExtension(path));
}
