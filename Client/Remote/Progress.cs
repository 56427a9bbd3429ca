namespace Clearing.Client.Remote;

/// <summary>
/// Shows progress in one line on the error output, which is overwritten.
/// </summary>
/// <remarks>Nothing is shown if that is not a terminal.</remarks>
internal sealed class Progress : IDisposable
{
    private readonly bool _seen = !Console.IsErrorRedirected;
    private int _written;

    /// <summary>Replaces the line.</summary>
    internal void Say(string line)
    {
        if (!_seen) { return; }
        Console.Error.Write($"\r{line.PadRight(_written)}");
        _written = line.Length;
    }

    /// <summary>Clears the line.</summary>
    public void Dispose()
    {
        if (_written > 0) { Console.Error.Write($"\r{new string(' ', _written)}\r"); }
    }
}
