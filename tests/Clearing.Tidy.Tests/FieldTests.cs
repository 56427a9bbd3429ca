using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clearing.Tidy.Tests;

/// <summary>One style for private fields, so that a name says what it is in every file.</summary>
public class FieldTests
{
    [Fact]
    public void A_private_field_does_not_begin_with_a_lower_case_letter()
    {
        string[] wrong =
        [..
            from file in SourceTree.AllFiles()
            from field in PrivateFieldsIn(SourceTree.Parse(file))
            where char.IsLower(field.Identifier.ValueText[0])
            let line = field.GetLocation().GetLineSpan().StartLinePosition.Line + 1
            select $"{SourceTree.Relative(file)}:{line}: {field.Identifier.ValueText}"
        ];

        // Not Assert.Empty: it cuts what it shows, and with a long path the name would be gone.
        Assert.True(wrong.Length == 0, string.Join(Environment.NewLine, wrong));
    }

    [Theory]
    [InlineData("class A { private int name; }", "name")]
    [InlineData("class A { readonly int name = 1; }", "name")]
    [InlineData("class A { private static int first, Second; }", "first,Second")]
    [InlineData("record A(int given) { [ThreadStatic] private static int[]? name; }", "name")]
    [InlineData("struct A { class B { private (int a, int b) name; } }", "name")]
    [InlineData("class A { private const int name = 1; }", "")]
    [InlineData("class A { internal int name; private protected int other; }", "")]
    [InlineData("class A(int given) { int Name => given; void B() { int name; } }", "")]
    public void Private_fields_are_found_in_whatever_way_they_are_declared(
        string source, string names)
    {
        var found = PrivateFieldsIn(CSharpSyntaxTree.ParseText(source).GetCompilationUnitRoot())
            .Select(field => field.Identifier.ValueText);

        Assert.Equal(names, string.Join(',', found));
    }

    private static IEnumerable<VariableDeclaratorSyntax> PrivateFieldsIn(
        CompilationUnitSyntax source) =>
        from field in source.DescendantNodes().OfType<FieldDeclarationSyntax>()
        where IsPrivate(field) && !Has(field, SyntaxKind.ConstKeyword)
        from variable in field.Declaration.Variables
        select variable;

    private static bool IsPrivate(FieldDeclarationSyntax field) =>
        !Has(field, SyntaxKind.PublicKeyword)
        && !Has(field, SyntaxKind.InternalKeyword)
        && !Has(field, SyntaxKind.ProtectedKeyword);

    private static bool Has(FieldDeclarationSyntax field, SyntaxKind keyword) =>
        field.Modifiers.Any(keyword);
}
