namespace Clearing.Journal.Tests;

/// <summary>A fact that traces this process's system calls with strace.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SystemCallsFactAttribute : FactAttribute
{
    private const string TraceScope = "/proc/sys/kernel/yama/ptrace_scope";

    public SystemCallsFactAttribute() => Skip = WhyNot();

    private static string? WhyNot()
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        if (!path.Split(Path.PathSeparator).Any(f => File.Exists(Path.Combine(f, "strace"))))
        {
            return "strace is not installed.";
        }
        return Environment.IsPrivilegedProcess || !File.Exists(TraceScope)
            || File.ReadAllText(TraceScope).Trim() == "0"
                ? null
                : "The system lets nobody but root trace this process.";
    }
}

/// <summary>These tests run alone, because tracing slows the whole process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SystemCallsGroup
{
    public const string Name = "system calls";
}
