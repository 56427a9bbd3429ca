namespace Clearing.Gateway.Tests;

/// <summary>
/// A fact that fetches a compiler, which takes half a minute: it runs if the environment's
/// <c>CLEARING_TYPESCRIPT</c> is 1.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TypeScriptFactAttribute : FactAttribute
{
    public TypeScriptFactAttribute(string package, string tool) =>
        Skip = Environment.GetEnvironmentVariable("CLEARING_TYPESCRIPT") == "1"
            ? NpmFactAttribute.WhyNot(package, tool)
            : "It takes half a minute; CLEARING_TYPESCRIPT=1 runs it.";
}
