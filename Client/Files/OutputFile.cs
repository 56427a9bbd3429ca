namespace Clearing.Client.Files;

/// <summary>Writes output files whole or not at all.</summary>
internal static class OutputFile
{
    /// <summary>
    /// Writes to a file, or to the standard output if there is no path. The file appears, or is
    /// replaced, when all of it is on disk: a failure leaves what was there before.
    /// </summary>
    /// <param name="path">As the user gave it; null or <c>-</c> for standard output.</param>
    /// <param name="write">Writes the content.</param>
    internal static void Write(string? path, Action<Stream> write)
    {
        if (path is null or "-")
        {
            using var output = Console.OpenStandardOutput();
            write(output);
            output.Flush();
            return;
        }
        try
        {
            Replace(path, write);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCode.Environment, $"clearing: cannot write {path}: {failure.Message}");
        }
    }

    private static void Replace(string path, Action<Stream> write)
    {
        if (Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal))
        {
            // A device or pipe is written to; replacing it by a file would be no help to anyone.
            using var device = new FileStream(path, FileMode.Open, FileAccess.Write);
            write(device);
            return;
        }
        var link = new FileInfo(path).LinkTarget is null
            ? null
            : new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true);
        var target = link?.FullName ?? Path.GetFullPath(path);
        if (Directory.Exists(target))
        {
            throw new IOException("it is a folder");
        }
        var unfinished = $"{target}.{Environment.ProcessId}.unfinished";
        try
        {
            using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }
            File.Move(unfinished, target, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }
}
