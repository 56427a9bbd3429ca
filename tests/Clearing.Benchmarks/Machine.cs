using System.Runtime;
using System.Runtime.InteropServices;

namespace Clearing.Benchmarks;

/// <summary>What the measurements were taken on.</summary>
public static class Machine
{
    /// <summary>Cores, load and runtime on one line.</summary>
    public static string Line() =>
        $"{Environment.ProcessorCount} cores, load {Load()}, "
        + $"{RuntimeInformation.FrameworkDescription}, "
        + $"{(GCSettings.IsServerGC ? "server" : "workstation")} collector, "
        + $"{RuntimeInformation.OSArchitecture}, {Build}";

    /// <summary>The load average of the last minute; <c>?</c> where the system has none.</summary>
    public static string Load() =>
        File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "?";

    private static string Build =>
        typeof(Machine).Assembly.GetCustomAttributes(
            typeof(System.Diagnostics.DebuggableAttribute), false)
            .OfType<System.Diagnostics.DebuggableAttribute>()
            .Any(debuggable => debuggable.IsJITOptimizerDisabled) ? "DEBUG BUILD" : "release";
}
