namespace Clearing.Journal;

/// <summary>The exclusive lock that keeps a second server off the same file.</summary>
/// <remarks>
/// The operating system ties it to the open file and releases it however the server ends. The
/// file itself is never removed, because two servers could then lock two files with one name.
/// </remarks>
internal sealed class SqliteLockFile : IDisposable
{
    private readonly FileStream _file;

    private SqliteLockFile(FileStream file) => _file = file;

    /// <summary>Takes the lock of a database file.</summary>
    /// <exception cref="JournalOpenException">
    /// Another server has it, or its file cannot be created.
    /// </exception>
    public static SqliteLockFile Take(string database)
    {
        var path = database + ".lock";
        try
        {
            return new(PrivateFile.Open(path));
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new JournalOpenException(
                database, $"its lock file cannot be written ({denied.Message})", denied);
        }
        catch (IOException taken) when (File.Exists(path))
        {
            throw new JournalOpenException(
                database, "another server has it open (its lock file is held)", taken);
        }
        catch (IOException failed)
        {
            throw new JournalOpenException(
                database, $"its lock file cannot be created ({failed.Message})", failed);
        }
    }

    public void Dispose() => _file.Dispose();
}
