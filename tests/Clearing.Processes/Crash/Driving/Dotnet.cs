using System.Diagnostics;

namespace Clearing.Processes.Crash;

/// <summary>Starts programs that were built next to this one.</summary>
internal static class Dotnet
{
    /// <summary>Starts a program with redirected input and output.</summary>
    public static Process Start(string program, string folder, IEnumerable<string> args)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        // The caller's certificate and production settings must not apply to this server.
        start.Environment.Remove("ASPNETCORE_URLS");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, program));
        foreach (var arg in args) { start.ArgumentList.Add(arg); }
        return Process.Start(start)!;
    }
}
