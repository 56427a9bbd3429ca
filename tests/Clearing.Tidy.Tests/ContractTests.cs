using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clearing.Tidy.Tests;

/// <summary>What travels between processes is numbered and named for good.</summary>
public class ContractTests
{
    private static readonly string[] Folders =
        ["src/Clearing.Market", "src/Clearing.Allocation", "src/Clearing.Contracts"];

    [Fact]
    public void No_two_members_of_an_enum_have_the_same_value()
    {
        var wrong =
            from file in SourceTree.ProductFiles()
            from words in SourceTree.Parse(file).DescendantNodes().OfType<EnumDeclarationSyntax>()
            from value in words.Members
                .Where(member => member.EqualsValue is not null)
                .GroupBy(member => $"{member.EqualsValue!.Value}")
            where value.Count() > 1
            select $"{words.Identifier}: {string.Join(", ", value.Select(member => member.Identifier))}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_type_that_travels_has_a_stable_alias()
    {
        var wrong =
            from type in Types()
            where Has(type.AttributeLists, "GenerateSerializer")
                && !Has(type.AttributeLists, "Alias")
            select type.Identifier.Text;

        Assert.Empty(wrong);
    }

    [Fact]
    public void No_two_types_share_an_alias()
    {
        var aliases = Types()
            .SelectMany(type => type.AttributeLists.SelectMany(list => list.Attributes))
            .Where(attribute => attribute.Name.ToString() == "Alias")
            .Select(attribute => attribute.ArgumentList!.ToString())
            .ToArray();

        Assert.NotEmpty(aliases);
        Assert.Equal(aliases.Distinct().Count(), aliases.Length);
    }

    [Fact]
    public void Every_settable_property_of_a_type_that_travels_has_a_number()
    {
        var wrong =
            from type in Types()
            where Has(type.AttributeLists, "GenerateSerializer")
            from property in type.Members.OfType<PropertyDeclarationSyntax>()
            where property.AccessorList?.Accessors
                .Any(accessor => accessor.Keyword.Text is "set" or "init") == true
                && !Has(property.AttributeLists, "Id")
            select $"{type.Identifier.Text}.{property.Identifier.Text}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_grain_interface_and_its_methods_have_aliases()
    {
        var interfaces = Types().OfType<InterfaceDeclarationSyntax>()
            .Where(type => type.BaseList?.ToString().Contains("IGrainWith") == true).ToArray();
        var wrong =
            from type in interfaces
            from member in type.Members.OfType<MethodDeclarationSyntax>()
            where !Has(type.AttributeLists, "Alias") || !Has(member.AttributeLists, "Alias")
            select $"{type.Identifier.Text}.{member.Identifier.Text}";

        Assert.NotEmpty(interfaces);
        Assert.Empty(wrong);
    }

    private static IEnumerable<TypeDeclarationSyntax> Types() =>
        SourceTree.Files("*.cs", Folders)
            .SelectMany(file => SourceTree.Parse(file).DescendantNodes())
            .OfType<TypeDeclarationSyntax>();

    private static bool Has(
        Microsoft.CodeAnalysis.SyntaxList<AttributeListSyntax> lists, string name) =>
        lists.SelectMany(list => list.Attributes)
            .Any(attribute => attribute.Name.ToString() == name);
}
