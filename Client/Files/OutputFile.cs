using Clearing.Formats;

namespace Clearing.Client.Files;

/// <summary>Writes output files whole or not at all, and never over an input.</summary>
internal static class OutputFile
{
    private const string StandardInput = "/proc/self/fd/0";

    /// <summary>Ends the command if its output would overwrite its input.</summary>
    /// <param name="path">The output, as the user gave it; null for standard output.</param>
    /// <param name="input">The input, as the user gave it; <c>-</c> for standard input.</param>
    internal static void RefuseInput(string? path, string input)
    {
        if (path is null or "-" || !SameFile(Target(path), Target(Input(input)))) { return; }
        throw new CommandException(
            ExitCode.BadInput,
            $"clearing: --out {path} is the input: choose another file; nothing was done");
    }

    /// <summary>
    /// Writes to a file, or to the standard output if there is no path. The file appears, or is
    /// replaced, once all of it is on disk; a failure leaves the previous file.
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
                ExitCode.Environment,
                $"clearing: cannot write {path}: {FailureCauses.Of(failure)}");
        }
    }

    // On Linux the path of the standard input can be found.
    private static string Input(string input) =>
        input == "-" && File.Exists(StandardInput) ? StandardInput : input;

    private static bool SameFile(string one, string other) => string.Equals(
        one, other,
        OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    // Resolves the path, including links among its folders.
    private static string Target(string path)
    {
        var whole = Path.GetFullPath(path);
        var file = new FileInfo(whole);
        if (file.LinkTarget is not null)
        {
            return Target(file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? whole);
        }
        var folder = file.Directory;
        return folder is null ? whole : Path.Combine(Folder(folder), file.Name);
    }

    private static string Folder(DirectoryInfo folder)
    {
        if (folder.LinkTarget is not null
            && folder.ResolveLinkTarget(returnFinalTarget: true) is DirectoryInfo target)
        {
            return Folder(target);
        }
        return folder.Parent is { } parent
            ? Path.Combine(Folder(parent), folder.Name)
            : folder.FullName;
    }

    private static void Replace(string path, Action<Stream> write)
    {
        if (Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal))
        {
            // A device or pipe is written to directly, because it must not be replaced by a file.
            using var device = new FileStream(path, FileMode.Open, FileAccess.Write);
            write(device);
            return;
        }
        var target = Target(path);
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
