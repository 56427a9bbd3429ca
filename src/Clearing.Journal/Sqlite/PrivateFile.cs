namespace Clearing.Journal;

/// <summary>Files that only their owner can access: mode 0600 where there are modes.</summary>
internal static class PrivateFile
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Opens a file for this program alone, and creates it if it is missing.</summary>
    public static FileStream Open(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 1,
        };
        if (!OperatingSystem.IsWindows()) { options.UnixCreateMode = Owner; }
        var file = new FileStream(path, options);
        Narrow(path);
        return file;
    }

    /// <summary>Opens a file to append to it, and creates it if it is missing.</summary>
    public static FileStream Append(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) { options.UnixCreateMode = Owner; }
        return new(path, options);
    }

    /// <summary>Creates a missing file that is never accessible to others.</summary>
    public static void Make(string path)
    {
        if (!File.Exists(path)) { Open(path).Dispose(); }
    }

    /// <summary>
    /// Removes other users' rights on this user's files; files of another owner are left alone.
    /// </summary>
    public static void Narrow(params ReadOnlySpan<string> paths)
    {
        if (OperatingSystem.IsWindows()) { return; }
        foreach (var path in paths)
        {
            if (!File.Exists(path) || (File.GetUnixFileMode(path) & ~Owner) == 0) { continue; }
            try
            {
                File.SetUnixFileMode(path, Owner);
            }
            catch (UnauthorizedAccessException)
            {
                // The owner of another user's file decides who reads it.
            }
        }
    }
}
