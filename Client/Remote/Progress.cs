namespace Clearing.Client.Remote;

/// <summary>
/// How far something is: one line on the error output that is written over again.
/// </summary>
/// <remarks>Where that is no terminal, nothing is said: a log has no use for it.</remarks>
internal sealed class Progress : IDisposable
{
    private readonly bool _seen = !Console.IsErrorRedirected;
    private int _written;

    /// <summary>Says how far it is.</summary>
    internal void Say(string line)
    {
        if (!_seen) { return; }
        Console.Error.Write($"\r{line.PadRight(_written)}");
        _written = line.Length;
    }

    /// <summary>Wipes the line.</summary>
    public void Dispose()
    {
        if (_written > 0) { Console.Error.Write($"\r{new string(' ', _written)}\r"); }
    }
}
