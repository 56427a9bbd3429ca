namespace Clearing.Benchmarks;

/// <summary>The limit: a file that is only appended to, with one flush for all that wait.</summary>
public sealed class AppendedFile : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _file;
    private List<(byte[] Line, TaskCompletionSource Answer)> _waiting = [];
    private bool _writing;
    private long _length;

    public AppendedFile(string path) => _file = new(
        path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);

    /// <summary>Completes when the line is on the disk.</summary>
    public Task Append(byte[] line)
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Add((line, answer));
            if (_writing) { return answer.Task; }
            _writing = true;
        }
        ThreadPool.QueueUserWorkItem(_ => Write());
        return answer.Task;
    }

    public void Dispose() => _file.Dispose();

    private void Write()
    {
        while (true)
        {
            List<(byte[] Line, TaskCompletionSource Answer)> batch;
            lock (_gate)
            {
                if (_waiting.Count == 0)
                {
                    _writing = false;
                    return;
                }
                (batch, _waiting) = (_waiting, []);
            }
            var lines = batch.SelectMany(one => one.Line).ToArray();
            RandomAccess.Write(_file.SafeFileHandle, lines, _length);
            RandomAccess.FlushToDisk(_file.SafeFileHandle);
            _length += lines.Length;
            foreach (var one in batch) { one.Answer.SetResult(); }
        }
    }
}
