using System.Text;
using Clearing.Formats;

namespace Clearing.Client.Files;

/// <summary>
/// Opens input files, and ends the command with a clear message if one cannot be used.
/// </summary>
internal static class InputFile
{
    /// <summary>Opens a file to read it once; <c>-</c> is the standard input.</summary>
    /// <param name="path">The path as the user gave it.</param>
    internal static Stream Open(string path)
    {
        if (path == "-")
        {
            return Console.OpenStandardInput();
        }
        RequireFile(path);
        return Read(path, () => new FileStream(path, new FileStreamOptions
        {
            Options = FileOptions.SequentialScan,
            BufferSize = 0,
            Share = FileShare.ReadWrite | FileShare.Delete,
        }));
    }

    /// <summary>All bytes of a file; <c>-</c> is the standard input.</summary>
    /// <param name="path">The path as the user gave it.</param>
    internal static byte[] Bytes(string path)
    {
        using var input = Open(path);
        using var all = new MemoryStream();
        return Read(path, () =>
        {
            input.CopyTo(all);
            return all.ToArray();
        });
    }

    /// <summary>A text file.</summary>
    /// <param name="path">The path as the user gave it.</param>
    internal static string Text(string path) =>
        new StreamReader(new MemoryStream(Bytes(path)), Encoding.UTF8).ReadToEnd();

    /// <summary>A JSON file; ends the command with the place of what is malformed in it.</summary>
    /// <param name="path">The path as the user gave it; <c>-</c> is the standard input.</param>
    internal static string Json(string path)
    {
        var bytes = Bytes(path);
        var errors = new FormatErrors(path);
        if (StrictJson.Read(bytes, errors, quotedIntegers: true) is null) { throw Refused(errors); }
        return new StreamReader(new MemoryStream(bytes), Encoding.UTF8).ReadToEnd();
    }

    private static T Read<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCode.Environment, $"clearing: cannot read {path}: {FailureCauses.Of(failure)}");
        }
    }

    /// <summary>Ends the command if there is no file at that path.</summary>
    /// <param name="path">The path as the user gave it.</param>
    internal static void RequireFile(string path)
    {
        if (Directory.Exists(path))
        {
            throw new CommandException(ExitCode.BadInput, $"clearing: {path} is a folder");
        }
        if (!File.Exists(path))
        {
            throw new CommandException(ExitCode.BadInput, $"clearing: {path} does not exist");
        }
    }

    /// <summary>The content of a file; ends the command with all its errors, if any.</summary>
    /// <typeparam name="T">The type of the content.</typeparam>
    /// <param name="parsed">The file's content or its errors.</param>
    internal static T Require<T>(Parsed<T> parsed)
        where T : class
    {
        if (parsed.IsValid(out var value))
        {
            return value;
        }
        throw Refused(parsed.Errors);
    }

    /// <summary>What ends the command: all errors of a file.</summary>
    /// <param name="errors">The errors; there is at least one.</param>
    internal static CommandException Refused(FormatErrors errors)
    {
        var text = new StringBuilder();
        foreach (var error in errors.Kept)
        {
            text.Append(error).Append('\n');
        }
        var (count, kept) = (errors.Count, errors.Kept.Length);
        text.Append($"clearing: {count} {(count == 1 ? "error" : "errors")} in {errors.File}");
        text.Append(count > kept ? $", the first {kept} shown" : "");
        return new(ExitCode.BadInput, text.Append("; nothing was done").ToString());
    }
}
