using System.Text.Json;

namespace Clearing.Processes.Crash;

/// <summary>An append-only file of a client's commands and their answers, line by line.</summary>
internal sealed class HistoryWriter(string path) : IDisposable
{
    // There is no buffer, so that the system has the line before the command is sent.
    private readonly FileStream _file = new(
        path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    private readonly Lock _gate = new();
    private int _numbers;

    /// <summary>Records a command before it is sent.</summary>
    public int Sent(Command command)
    {
        lock (_gate)
        {
            Write(new HistoryLine(++_numbers, command, null));
            return _numbers;
        }
    }

    /// <summary>Records an answer.</summary>
    public void Answered(int number, string answer)
    {
        lock (_gate) { Write(new HistoryLine(number, null, answer)); }
    }

    public void Dispose() => _file.Dispose();

    private void Write(HistoryLine line) => _file.Write(
        [.. JsonSerializer.SerializeToUtf8Bytes(line, HistoryJson.Default.HistoryLine), (byte)'\n']);
}
