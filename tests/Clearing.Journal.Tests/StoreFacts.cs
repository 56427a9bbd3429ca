using Clearing.Testing;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Clearing.Journal.Tests;

/// <summary>
/// Marks a class whose tests need PostgreSQL and are skipped if it is missing.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsPostgresAttribute : Attribute;

/// <summary>A fact of a suite that runs once per store.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Clearing.Journal.Tests.StoreFactDiscoverer", "Clearing.Journal.Tests")]
public sealed class StoreFactAttribute : FactAttribute;

/// <summary>A theory of a suite that runs once per store.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Clearing.Journal.Tests.StoreTheoryDiscoverer", "Clearing.Journal.Tests")]
public sealed class StoreTheoryAttribute : TheoryAttribute;

/// <summary>Skips the facts of a class whose store is not installed.</summary>
public sealed class StoreFactDiscoverer(IMessageSink sink) : FactDiscoverer(sink)
{
    protected override IXunitTestCase CreateTestCase(
        ITestFrameworkDiscoveryOptions discoveryOptions,
        ITestMethod testMethod,
        IAttributeInfo factAttribute) =>
        SkippedTestCase.ReasonFor(testMethod) is null
            ? base.CreateTestCase(discoveryOptions, testMethod, factAttribute)
            : new SkippedTestCase(DiagnosticMessageSink, testMethod);
}

/// <summary>Skips the theories of a class whose store is not installed.</summary>
public sealed class StoreTheoryDiscoverer(IMessageSink sink) : TheoryDiscoverer(sink)
{
    public override IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions,
        ITestMethod testMethod,
        IAttributeInfo factAttribute) =>
        SkippedTestCase.ReasonFor(testMethod) is null
            ? base.Discover(discoveryOptions, testMethod, factAttribute)
            : [new SkippedTestCase(DiagnosticMessageSink, testMethod)];
}

/// <summary>A test that is reported as skipped.</summary>
public sealed class SkippedTestCase : XunitTestCase
{
    [Obsolete("For the deserializer.")]
    public SkippedTestCase()
    {
    }

    public SkippedTestCase(IMessageSink sink, ITestMethod method)
        : base(sink, TestMethodDisplay.ClassAndMethod, TestMethodDisplayOptions.None, method)
    {
    }

    public static string? ReasonFor(ITestMethod method) =>
        method.TestClass.Class.GetCustomAttributes(typeof(NeedsPostgresAttribute)).Any()
            ? PostgresBinaries.SkipReason
            : null;

    protected override string GetSkipReason(IAttributeInfo factAttribute) =>
        PostgresBinaries.SkipReason ?? base.GetSkipReason(factAttribute);
}
