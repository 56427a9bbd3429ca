using System.Diagnostics;
using System.Globalization;

namespace Clearing.Processes.Crash;

/// <summary>A client in a separate process, which outlives the servers that it calls.</summary>
internal sealed class ClientProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    public ClientProcess(string url, string folder, int number, int seed)
    {
        _process = Dotnet.Start("Clearing.Processes.dll", folder,
        [
            "load", url, Path.Combine(folder, $"client{number}.history"), $"c{number}",
            seed.ToString(CultureInfo.InvariantCulture),
        ]);
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Waits until it has answers to all its commands and has ended.</summary>
    /// <returns>How often an internal error was reported.</returns>
    /// <exception cref="InvalidOperationException">It failed, or an answer is missing.</exception>
    public async Task<int> Finish()
    {
        _process.StandardInput.Close();
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await _process.WaitForExitAsync(late.Token);
        return _process.ExitCode == 0
            ? int.Parse(await _output, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"A client failed: {await _error}");
    }

    public void Dispose()
    {
        if (!_process.HasExited) { _process.Kill(); }
        _process.Dispose();
    }
}
