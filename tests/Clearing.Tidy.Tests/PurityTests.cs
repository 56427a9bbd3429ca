using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clearing.Tidy.Tests;

/// <summary>Rules are pure, grains are deterministic, money is whole.</summary>
public class PurityTests
{
    private static readonly string[] InMarketAndGrains =
    [
        "src/Clearing.Market", "src/Clearing.Allocation", "src/Clearing.Grains",
        "src/Clearing.Contracts",
    ];

    [Theory]
    [InlineData("double")]
    [InlineData("float")]
    [InlineData("decimal")]
    public void Money_and_volume_are_never_floating_or_decimal(string keyword)
    {
        var wrong =
            from file in SourceTree.Files("*.cs", InMarketAndGrains)
            from type in SourceTree.Parse(file).DescendantNodes().OfType<PredefinedTypeSyntax>()
            where type.Keyword.Text == keyword
            select SourceTree.Relative(file);

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("Task.Run")]
    [InlineData("Task.Delay")]
    [InlineData("Thread.Sleep")]
    [InlineData("DateTime.Now")]
    [InlineData("DateTime.UtcNow")]
    [InlineData("DateTimeOffset.Now")]
    [InlineData("DateTimeOffset.UtcNow")]
    [InlineData("TimeProvider.System")]
    [InlineData("Guid.NewGuid")]
    [InlineData("Random.Shared")]
    [InlineData("Environment.TickCount64")]
    [InlineData("Stopwatch.StartNew")]
    public void Neither_rules_nor_grains_use(string expression)
    {
        var wrong =
            from file in SourceTree.Files("*.cs", InMarketAndGrains)
            from access in SourceTree.Parse(file).DescendantNodes()
                .OfType<MemberAccessExpressionSyntax>()
            where access.ToString() == expression && !IsByTheGrainsClock(access)
            select SourceTree.Relative(file);

        Assert.Empty(wrong);
    }

    // A delay by the grain's own clock passes in the simulation's time.
    private static bool IsByTheGrainsClock(MemberAccessExpressionSyntax access) =>
        access.ToString() == "Task.Delay"
        && access.Parent is InvocationExpressionSyntax { ArgumentList.Arguments: [.., var last] }
        && last.ToString() == "Clock";

    [Fact]
    public void The_rules_have_no_async_code()
    {
        var wrong =
            from file in SourceTree.Files("*.cs", "src/Clearing.Market", "src/Clearing.Allocation")
            from name in SourceTree.Parse(file).DescendantNodes().OfType<SimpleNameSyntax>()
            where name.Identifier.Text is "Task" or "ValueTask"
            select SourceTree.Relative(file);

        Assert.Empty(wrong);
    }

    [Fact]
    public void Neither_rules_nor_grains_leave_their_context_at_an_await()
    {
        var wrong =
            from file in SourceTree.Files("*.cs", InMarketAndGrains)
            from name in SourceTree.Parse(file).DescendantNodes().OfType<IdentifierNameSyntax>()
            where name.Identifier.Text == "ConfigureAwait"
            select SourceTree.Relative(file);

        Assert.Empty(wrong);
    }
}
