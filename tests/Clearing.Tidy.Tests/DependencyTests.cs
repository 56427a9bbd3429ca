using System.Xml.Linq;

namespace Clearing.Tidy.Tests;

/// <summary>Dependencies point one way: Market ← Contracts ← Grains → Journal → Sealing.</summary>
public class DependencyTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Clearing.Market"] = [],
        ["Clearing.Allocation"] = ["Clearing.Market"],
        ["Clearing.Formats"] = ["Clearing.Allocation", "Clearing.Market"],
        ["Clearing.Sealing"] = [],
        ["Clearing.Journal"] = ["Clearing.Sealing"],
        ["Clearing.Contracts"] = ["Clearing.Allocation", "Clearing.Market"],
        ["Clearing.Settings"] = [],
        ["Clearing.Access"] = ["Clearing.Contracts", "Clearing.Settings"],
        ["Clearing.Connect"] = ["Clearing.Contracts", "Clearing.Settings"],
        ["Clearing.Grains"] =
            ["Clearing.Contracts", "Clearing.Instruments", "Clearing.Journal", "Clearing.Market",
                "Clearing.Sealing"],
        ["Clearing.Hosting"] =
            ["Clearing.Access", "Clearing.Connect", "Clearing.Grains", "Clearing.Settings"],
        ["Clearing.Verification"] = ["Clearing.Formats", "Clearing.Grains"],
        ["Clearing.Audit"] = ["Clearing.Market"],
        ["Clearing.Console"] = ["Clearing.Access", "Clearing.Audit", "Clearing.Gateway"],
        ["Clearing.Instruments"] = ["Clearing.Market"],
        ["Clearing.Lab"] = ["Clearing.Instruments", "Clearing.Market"],
        ["Clearing.SampleMarkets"] = ["Clearing.Contracts", "Clearing.Formats"],
        ["Clearing.Gateway"] =
            ["Clearing.Access", "Clearing.Contracts", "Clearing.Formats", "Clearing.Instruments",
                "Clearing.Market", "Clearing.Settings"],
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
    public void The_product_declares_nothing_in_a_namespace_of_Orleans()
    {
        var wrong =
            from file in SourceTree.ProductFiles()
            from line in File.ReadLines(file)
            where line.StartsWith("namespace Orleans", StringComparison.Ordinal)
            select SourceTree.Relative(file);

        Assert.Empty(wrong);
    }

    [Fact]
    public void Nothing_of_src_or_of_the_programs_references_a_test()
    {
        var wrong =
            from project in SourceTree.Files("*.csproj", "src", "Silo", "Client")
            where File.ReadAllText(project).Contains("/tests/", StringComparison.Ordinal)
            select SourceTree.Relative(project);

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_program_is_no_library_of_another_one() => Assert.DoesNotContain(
        "Silo.csproj", File.ReadAllText(SourceTree.Files("Client.csproj", "Client").Single()));

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
