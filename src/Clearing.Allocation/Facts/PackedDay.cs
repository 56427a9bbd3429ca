namespace Clearing.Allocation.Facts;

/// <summary>
/// A day's facts in bytes: which are known, then the revision, the figures and the returns, seven
/// bits to a byte.
/// </summary>
internal static class PackedDay
{
    /// <summary>No day needs more bytes.</summary>
    internal const int MaxLength = 160;

    private const int Figures = 9;
    private const int Sales = 8;
    private const int HasRevision = 1 << Figures;
    private const int HasReturns = 2 << Figures;

    /// <summary>Writes a day.</summary>
    /// <returns>How many bytes it took.</returns>
    internal static int Write(EffectiveDay day, Span<byte> onto)
    {
        Span<Int128> values = stackalloc Int128[Figures];
        var known = Known(day.Figures, values)
            | (day.Revision is null ? 0 : HasRevision)
            | (day.ReturnedMinor is null ? 0 : HasReturns);
        var at = Write((UInt128)known, onto);
        if (day.Revision is { } revision) { at += Write((UInt128)revision, onto[at..]); }
        for (var i = 0; i < Figures; i++)
        {
            if ((known & 1 << i) != 0) { at += Write(Folded(values[i], i), onto[at..]); }
        }
        if (day.ReturnedMinor is { } returned) { at += Write((UInt128)returned, onto[at..]); }
        return at;
    }

    /// <summary>Reads what <see cref="Write(EffectiveDay, Span{byte})"/> wrote.</summary>
    internal static EffectiveDay Read(DateOnly day, ReadOnlySpan<byte> from)
    {
        var at = 0;
        var known = (int)Next(from, ref at);
        long? revision = (known & HasRevision) == 0 ? null : (long)Next(from, ref at);
        Span<Int128> values = stackalloc Int128[Figures];
        for (var i = 0; i < Figures; i++)
        {
            if ((known & 1 << i) != 0) { values[i] = Unfolded(Next(from, ref at), i); }
        }
        Int128? returned = (known & HasReturns) == 0 ? null : (Int128)Next(from, ref at);
        return new(day, revision, FiguresOf(known, values), returned);
    }

    private static int Known(DayFigures of, Span<Int128> values)
    {
        var known = 0;
        Note(0, of.UsedVolume, values, ref known);
        Note(1, of.InboundVolume, values, ref known);
        Note(2, of.SoldMilliVolume, values, ref known);
        Note(3, of.UnitsSold, values, ref known);
        Note(4, of.OnHandUnits, values, ref known);
        Note(5, of.ExcessUnits, values, ref known);
        Note(6, of.StrandedUnits, values, ref known);
        Note(7, of.InStockPpm, values, ref known);
        Note(Sales, of.SalesMinor, values, ref known);
        return known;
    }

    private static void Note(int at, Int128? figure, Span<Int128> values, ref int known)
    {
        if (figure is not { } value) { return; }
        values[at] = value;
        known |= 1 << at;
    }

    private static DayFigures FiguresOf(int known, ReadOnlySpan<Int128> values)
    {
        if ((known & (HasRevision - 1)) == 0) { return DayFigures.Unknown; }
        return new()
        {
            UsedVolume = (long?)Of(0, known, values),
            InboundVolume = (long?)Of(1, known, values),
            SoldMilliVolume = (long?)Of(2, known, values),
            UnitsSold = (long?)Of(3, known, values),
            OnHandUnits = (long?)Of(4, known, values),
            ExcessUnits = (long?)Of(5, known, values),
            StrandedUnits = (long?)Of(6, known, values),
            InStockPpm = (long?)Of(7, known, values),
            SalesMinor = Of(Sales, known, values),
        };
    }

    private static Int128? Of(int at, int known, ReadOnlySpan<Int128> values) =>
        (known & 1 << at) == 0 ? null : values[at];

    // Only sales may be below 0: the sign is their last bit.
    private static UInt128 Folded(Int128 value, int figure) => (UInt128)(figure != Sales
        ? value
        : value < 0 ? (-value * 2) - 1 : value * 2);

    private static Int128 Unfolded(UInt128 packed, int figure)
    {
        if (figure != Sales) { return (Int128)packed; }
        var half = (Int128)(packed >> 1);
        return (packed & 1) == 0 ? half : -half - 1;
    }

    private static int Write(UInt128 value, Span<byte> onto)
    {
        var at = 0;
        for (; value > 0x7F; value >>= 7) { onto[at++] = (byte)((byte)(value & 0x7F) | 0x80); }
        onto[at++] = (byte)value;
        return at;
    }

    private static UInt128 Next(ReadOnlySpan<byte> from, ref int at)
    {
        // Nearly all figures are short, and arithmetic in 64 bits is several times as fast.
        var few = 0UL;
        var start = at;
        for (var shift = 0; shift < 63; shift += 7)
        {
            var part = from[at++];
            few |= (ulong)(part & 0x7F) << shift;
            if (part <= 0x7F) { return few; }
        }
        at = start;
        var value = UInt128.Zero;
        for (var shift = 0; ; shift += 7)
        {
            var part = from[at++];
            value |= (UInt128)(byte)(part & 0x7F) << shift;
            if (part <= 0x7F) { return value; }
        }
    }
}
