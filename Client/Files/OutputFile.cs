using Clearing.Formats;

namespace Clearing.Client.Files;

/// <summary>Writes output files whole or not at all, and never over an input.</summary>
internal static class OutputFile
{
    private const string StandardInput = "/proc/self/fd/0";

    /// <summary>Ends the command if its output would overwrite its input.</summary>
    /// <param name="path">The output, as the user gave it; null for standard output.</param>
    /// <param name="input">The input, as the user gave it; <c>-</c> for standard input.</param>
    /// <param name="option">The option that names the output.</param>
    internal static void RefuseInput(string? path, string input, string option = "--out")
    {
        if (path is null or "-" || !SameFile(Target(path), Target(Input(input)))) { return; }
        throw new CommandException(
            ExitCode.BadInput,
            $"clearing: {option} {path} is the input: choose another file; nothing was done");
    }

    /// <summary>
    /// Ends the command before its work if one of its outputs would overwrite an input or another
    /// output, or cannot be written.
    /// </summary>
    /// <param name="inputs">The inputs, as the user gave them.</param>
    /// <param name="outputs">The outputs with their options; null for one that is not wanted.</param>
    internal static void Check(
        IReadOnlyList<string> inputs, params (string Option, string? Path)[] outputs)
    {
        var seen = new List<(string Option, string Path)>();
        foreach (var (option, path) in outputs)
        {
            if (path is null) { continue; }
            foreach (var input in inputs) { RefuseInput(path, input, option); }
            foreach (var other in seen.Where(other => IsOneFile(other.Path, path)))
            {
                throw new CommandException(
                    ExitCode.BadInput,
                    $"clearing: {other.Option} and {option} are both {path}: choose two files; nothing was done");
            }
            if (path != "-") { RequirePlace(path); }
            seen.Add((option, path));
        }
    }

    /// <summary>
    /// Creates the folder of outputs; ends the command before its work if that is not possible.
    /// </summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="path">The folder, as the user gave it; null for none.</param>
    internal static void CreateFolder(string option, string? path)
    {
        if (path is null) { return; }
        if (File.Exists(path))
        {
            throw new CommandException(
                ExitCode.BadInput, $"clearing: {option} {path} is a file: name a folder; nothing was done");
        }
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, FailureCauses.Of(failure));
        }
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
            throw Unwritable(path, FailureCauses.Of(failure));
        }
    }

    /// <summary>The path with all links resolved, those among its folders too.</summary>
    /// <param name="path">A path; there need not be a file.</param>
    internal static string Target(string path)
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

    // Two outputs may both go to a device, such as /dev/null.
    private static bool IsOneFile(string one, string other) => one == "-" || other == "-"
        ? one == other
        : !IsDevice(one) && SameFile(Target(one), Target(other));

    private static bool IsDevice(string path) =>
        Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal);

    private static void RequirePlace(string path)
    {
        if (IsDevice(path)) { return; }
        var target = Target(path);
        if (Directory.Exists(target)) { throw Unwritable(path, "it is a folder"); }
        if (!Directory.Exists(Path.GetDirectoryName(target)))
        {
            throw Unwritable(path, "its folder does not exist");
        }
    }

    private static CommandException Unwritable(string path, string cause) =>
        new(ExitCode.Environment, $"clearing: cannot write {path}: {cause}");

    // On Linux the path of the standard input can be found.
    private static string Input(string input) =>
        input == "-" && File.Exists(StandardInput) ? StandardInput : input;

    private static bool SameFile(string one, string other) => string.Equals(
        one, other,
        OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

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
        if (IsDevice(path))
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
