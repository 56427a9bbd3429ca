using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clearing.Tidy.Tests;

/// <summary>The words of the market, and only them.</summary>
public partial class NameTests
{
    private static readonly string[] Banned =
        ["Manager", "Helper", "Util", "Utils", "Utility", "Handle", "Item"];

    // "Order" means an arrangement here, never a bid.
    private static readonly string[] Trading =
        ["BuyOrder", "SellOrder", "LimitOrder", "MarketOrder", "OrderBook", "PlaceOrder"];

    [Fact]
    public void No_type_or_method_of_the_product_has_a_banned_word_in_its_name()
    {
        var wrong =
            from file in SourceTree.ProductFiles()
            from name in NamesIn(file)
            where Words().Matches(name).Any(word => Banned.Contains(word.Value))
                || Trading.Any(word => name.Contains(word, StringComparison.Ordinal))
            select $"{SourceTree.Relative(file)}: {name}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_file_of_src_is_named_after_a_type_in_it()
    {
        var wrong =
            from file in SourceTree.Files("*.cs", "src")
            let types = SourceTree.Parse(file).DescendantNodes()
                .OfType<BaseTypeDeclarationSyntax>().ToArray()
            let named = Path.GetFileName(file).Split('.')[0]
            where types.Length == 1 && types[0].Identifier.Text != named
            select $"{SourceTree.Relative(file)}: {types[0].Identifier.Text}";

        Assert.Empty(wrong);
    }

    private static IEnumerable<string> NamesIn(string file)
    {
        var nodes = SourceTree.Parse(file).DescendantNodes().ToArray();
        return nodes.OfType<BaseTypeDeclarationSyntax>().Select(type => type.Identifier.Text)
            .Concat(nodes.OfType<MethodDeclarationSyntax>()
                .Where(method => !method.Modifiers.Any(m => m.Text == "override"))
                .Select(method => method.Identifier.Text));
    }

    [GeneratedRegex("[A-Z][a-z]*")]
    private static partial Regex Words();
}
