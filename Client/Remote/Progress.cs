namespace Clearing.Client.Remote;

/// <summary>
/// Shows how far something has come, in one line on the error output that is overwritten.
/// </summary>
/// <remarks>If that is not a terminal, nothing is shown, because a log has no use for it.</remarks>
internal sealed class Progress : IDisposable
{
    private readonly bool _seen = !Console.IsErrorRedirected;
    private int _written;

    /// <summary>Shows how far it has come.</summary>
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
