namespace Clearing.Client.Tests;

/// <summary>Damages bytes as editors, transfers and fuzzers do.</summary>
internal static class Mutations
{
    private static readonly byte[] Telling = [.. "\0\n\r\t \"',.-+:;{}[]0129eE\\u"u8, 0x7F, 0x80, 0xC3, 0xED, 0xFF];

    /// <summary>A copy with one to three changes.</summary>
    internal static byte[] Of(byte[] valid, Random random)
    {
        var bytes = valid.ToList();
        for (var change = random.Next(3); change >= 0; change--)
        {
            Change(bytes, random);
        }
        return [.. bytes];
    }

    private static void Change(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(random.Next(1, 12), bytes.Count - at);
        switch (random.Next(6))
        {
            case 0:
                bytes.Insert(at, Telling[random.Next(Telling.Length)]);
                break;
            case 1 when length > 0:
                bytes[at] = Telling[random.Next(Telling.Length)];
                break;
            case 2 when length > 0:
                bytes[at] = (byte)random.Next(256);
                break;
            case 3:
                bytes.RemoveRange(at, length);
                break;
            case 4:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 5 when random.Next(20) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
        }
    }
}
