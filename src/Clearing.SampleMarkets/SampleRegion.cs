namespace Clearing.SampleMarkets;

/// <summary>A region of the sample.</summary>
/// <param name="Code">Its name in the files.</param>
/// <param name="Name">Its name in the markets.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="MinorExponent">Decimal digits of the minor unit.</param>
/// <param name="FeeFactor">What the files' fees are multiplied by.</param>
/// <param name="HoursToNext">When its next round clears, from now.</param>
internal sealed record SampleRegion(
    string Code, string Name, string Currency, int MinorExponent, long FeeFactor, int HoursToNext)
{
    /// <summary>How many rounds a market of it has cleared.</summary>
    /// <param name="type">Its storage type.</param>
    /// <param name="quarter">0 for the present quarter, 1 for the next.</param>
    public int RoundsOf(string type, int quarter)
    {
        var spread = (Code[^1] + type.Length) % 4;
        return quarter == 0 ? 4 + spread : spread;
    }
}
