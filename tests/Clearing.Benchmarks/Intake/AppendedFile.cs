namespace Clearing.Benchmarks;

/// <summary>The limit: a file that is only appended to, with one flush for all that wait.</summary>
public sealed class AppendedFile : IDisposable
{
    private readonly Lock gate = new();
    private readonly FileStream file;
    private List<(byte[] Line, TaskCompletionSource Answer)> waiting = [];
    private bool writing;
    private long length;

    public AppendedFile(string path) => file = new(
        path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);

    /// <summary>Completes when the line is on the disk.</summary>
    public Task Append(byte[] line)
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            waiting.Add((line, answer));
            if (writing) { return answer.Task; }
            writing = true;
        }
        ThreadPool.QueueUserWorkItem(_ => Write());
        return answer.Task;
    }

    public void Dispose() => file.Dispose();

    private void Write()
    {
        while (true)
        {
            List<(byte[] Line, TaskCompletionSource Answer)> batch;
            lock (gate)
            {
                if (waiting.Count == 0)
                {
                    writing = false;
                    return;
                }
                (batch, waiting) = (waiting, []);
            }
            var lines = batch.SelectMany(one => one.Line).ToArray();
            RandomAccess.Write(file.SafeFileHandle, lines, length);
            RandomAccess.FlushToDisk(file.SafeFileHandle);
            length += lines.Length;
            foreach (var one in batch) { one.Answer.SetResult(); }
        }
    }
}
