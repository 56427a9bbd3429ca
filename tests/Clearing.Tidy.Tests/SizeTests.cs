using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clearing.Tidy.Tests;

/// <summary>Small enough to read: files, methods, lines.</summary>
public class SizeTests
{
    private const int MaxFileLines = 300;
    private const int MaxMethodLines = 45;
    private const int MaxLineLength = 120;

    [Fact]
    public void No_file_is_longer_than_three_hundred_lines()
    {
        var wrong =
            from file in SourceTree.AllFiles()
            let lines = File.ReadLines(file).Count()
            where lines > MaxFileLines
            select $"{SourceTree.Relative(file)}: {lines} lines";

        Assert.Empty(wrong);
    }

    [Fact]
    public void No_method_is_longer_than_forty_five_lines()
    {
        var wrong =
            from file in SourceTree.ProductFiles()
            from method in SourceTree.Parse(file).DescendantNodes()
                .OfType<BaseMethodDeclarationSyntax>()
            let lines = LinesOf(method)
            where lines > MaxMethodLines
            select $"{SourceTree.Relative(file)}: {NameOf(method)} has {lines} lines";

        Assert.Empty(wrong);
    }

    [Fact]
    public void No_line_is_longer_than_a_screen()
    {
        var wrong =
            from file in SourceTree.AllFiles()
            from line in File.ReadLines(file)
            where line.Length > MaxLineLength
            select $"{SourceTree.Relative(file)}: {line.Trim()}";

        Assert.Empty(wrong);
    }

    private static int LinesOf(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static string NameOf(BaseMethodDeclarationSyntax method) =>
        method is MethodDeclarationSyntax named ? named.Identifier.Text : method.Kind().ToString();
}
