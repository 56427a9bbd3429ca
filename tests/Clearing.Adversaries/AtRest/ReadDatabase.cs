using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Clearing.Adversaries.AtRest;

/// <summary>Looks for planted fees, volumes and ids in every byte of the database.</summary>
public sealed class ReadDatabase : Adversary
{
    /// <inheritdoc/>
    public override string Aim =>
        "Who reads the database, its log or a backup looks for the bids of an open round.";

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>> Try(bool defended)
    {
        await using var victim = await Victim.Live(isSealed: defended);
        var bytes = victim.Bytes();
        return [.. Planted()
            .Where(one => bytes.AsSpan().IndexOf(one.Bytes) >= 0)
            .Select(one => $"{one.What} stands in the database")];
    }

    private static IEnumerable<(string What, byte[] Bytes)> Planted()
    {
        foreach (var (what, value) in new[] { ("a fee", Victim.Fee), ("a volume", Victim.Volume) })
        {
            var text = Encoding.UTF8.GetBytes(value.ToString(CultureInfo.InvariantCulture));
            var number = BitConverter.GetBytes(value);
            foreach (var form in Forms($"{what} as text", text)) { yield return form; }
            foreach (var form in Forms($"{what}, low byte first", number)) { yield return form; }
            BinaryPrimitives.WriteInt64BigEndian(number, value);
            foreach (var form in Forms($"{what}, high byte first", number)) { yield return form; }
        }
        foreach (var form in Forms("a bid's id", Encoding.UTF8.GetBytes(Victim.BidId)))
        {
            yield return form;
        }
    }

    // Base64 of something inside depends on where it begins: three ways, without the ragged ends.
    private static IEnumerable<(string What, byte[] Bytes)> Forms(string what, byte[] bytes)
    {
        yield return (what, bytes);
        yield return ($"{what}, in hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes)));
        for (var shift = 0; shift < 3; shift++)
        {
            var whole = Convert.ToBase64String([.. new byte[shift], .. bytes]);
            var from = shift == 0 ? 0 : 4;
            var to = (shift + bytes.Length) / 3 * 4;
            if (to - from < 8) { continue; }
            yield return ($"{what}, in Base64", Encoding.ASCII.GetBytes(whole[from..to]));
        }
    }
}
