using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Clearing.Allocation.Facts;

/// <summary>The ids that are used up, and what stands for their facts and first answers.</summary>
/// <remarks>
/// Hashes of 128 bits stand for ids and of 64 bits for contents: years of ids of every seller are
/// kept, and a seller could deceive only itself.
/// </remarks>
internal sealed class KnownFacts
{
    private readonly Dictionary<IdHash, ulong> _contents;

    internal KnownFacts() => _contents = [];

    /// <summary>A copy; what happens to one does not change the other.</summary>
    internal KnownFacts(KnownFacts other) => _contents = new(other._contents);

    /// <summary>How many ids are used up.</summary>
    internal int Count => _contents.Count;

    /// <summary>Whether an id is used up.</summary>
    internal bool Has(string id) => _contents.ContainsKey(HashOf(id));

    /// <summary>Whether an id is used up by this very fact and answer.</summary>
    internal bool Has(FactEvent fact) =>
        _contents.TryGetValue(HashOf(fact.Id), out var content) && content == ContentOf(fact);

    /// <summary>Uses up the id of a fact.</summary>
    /// <exception cref="ArgumentException">It was used up before.</exception>
    internal void Add(FactEvent fact) => _contents.Add(HashOf(fact.Id), ContentOf(fact));

    private static IdHash HashOf(string id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(id, hash);
        return new(
            BinaryPrimitives.ReadUInt64LittleEndian(hash),
            BinaryPrimitives.ReadUInt64LittleEndian(hash[sizeof(ulong)..]));
    }

    private static ulong ContentOf(FactEvent fact)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(TextOf(fact), hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }

    private static string TextOf(FactEvent fact) => fact switch
    {
        ReportRecorded(var report) => $"report {TextOf(report)}",
        RevisionRefused(var report) => $"refused {TextOf(report)}",
        ReturnRecorded(var given) => string.Create(
            CultureInfo.InvariantCulture,
            $"return {given.SoldOn.DayNumber} {given.ReturnedMinor}"),
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact, "An unknown fact."),
    };

    private static string TextOf(DayReport report)
    {
        var of = report.Figures;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Day.DayNumber} {report.Revision} {of.UsedVolume} {of.InboundVolume} "
            + $"{of.SoldMilliVolume} {of.UnitsSold} {of.OnHandUnits} {of.ExcessUnits} "
            + $"{of.StrandedUnits} {of.InStockPpm} {of.SalesMinor}");
    }

    private static void Hash(string text, Span<byte> hash)
    {
        Span<byte> bytes = stackalloc byte[512];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(text, bytes)], hash);
    }

    private readonly record struct IdHash(ulong High, ulong Low);
}
