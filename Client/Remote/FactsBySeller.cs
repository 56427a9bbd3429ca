using Clearing.Formats;

namespace Clearing.Client.Remote;

/// <summary>A file of day reports with the rows of each seller together.</summary>
/// <remarks>
/// A server decides a seller's rows against each other. Parts that hold whole sellers are therefore
/// decided as the whole file is. Only a seller that is longer than a part is cut.
/// </remarks>
internal sealed class FactsBySeller
{
    private readonly List<int> _lines = [1];
    private readonly List<int> _ends = [];

    /// <summary>Brings the rows of each seller together; they keep their order.</summary>
    /// <param name="file">The file, whose first line is the header.</param>
    /// <param name="facts">Its rows.</param>
    internal FactsBySeller(byte[] file, FactFile facts)
    {
        var starts = Starts(file);
        using var bytes = new MemoryStream(file.Length + 1);
        Copy(1);
        foreach (var rows in facts.Rows.GroupBy(row => row.Seller, StringComparer.Ordinal))
        {
            foreach (var row in rows)
            {
                Copy((int)row.Line);
                _lines.Add((int)row.Line);
            }
            _ends.Add((int)bytes.Length);
        }
        Bytes = bytes.ToArray();

        void Copy(int line)
        {
            var end = line < starts.Count ? starts[line] : file.Length;
            bytes.Write(file.AsSpan(starts[line - 1]..end));
            if (file[end - 1] != '\n') { bytes.WriteByte((byte)'\n'); }
        }
    }

    /// <summary>The file, with the header first.</summary>
    internal byte[] Bytes { get; }

    /// <summary>The line of the user's file of a line here; both from 1.</summary>
    internal int LineOf(int line) => _lines[line - 1];

    /// <summary>Where a part of whole sellers ends; null if its first seller does not fit.</summary>
    /// <param name="start">Where the part begins.</param>
    /// <param name="end">Where it should end at the latest.</param>
    /// <param name="room">Where it must end at the latest, if it is of one seller.</param>
    internal int? EndIn(int start, int end, int room)
    {
        var after = EndAfter(end);
        if (after > 0 && _ends[after - 1] > start) { return _ends[after - 1]; }
        return after < _ends.Count && _ends[after] <= room ? _ends[after] : null;
    }

    // The number of the first seller whose rows end after a place.
    private int EndAfter(int place)
    {
        var at = _ends.BinarySearch(place);
        return at < 0 ? ~at : at + 1;
    }

    private static List<int> Starts(byte[] file)
    {
        var starts = new List<int> { 0 };
        for (var at = 0; at < file.Length - 1; at++)
        {
            if (file[at] == '\n') { starts.Add(at + 1); }
        }
        return starts;
    }
}
