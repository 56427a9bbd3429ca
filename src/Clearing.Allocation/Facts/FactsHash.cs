using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Clearing.Allocation.Facts;

/// <summary>The hash of a seller's facts, by which a run names what it was computed from.</summary>
public static class FactsHash
{
    /// <summary>
    /// SHA-256, in lower-case hex, of the facts as UTF-8 JSON without spaces.
    /// </summary>
    /// <remarks>
    /// An array with an object for each day: <c>day</c>, then <c>revision</c> and the known figures
    /// of the effective report in the order of README's chapter 2, then <c>returned_minor</c> if
    /// the day has a return. Report ids, superseded revisions and the order of arrival are left
    /// out, so that the same facts have the same hash.
    /// </remarks>
    /// <param name="days">Days with facts, ascending.</param>
    public static string Of(IEnumerable<EffectiveDay> days) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text(days))));

    internal static string Text(IEnumerable<EffectiveDay> days)
    {
        var text = new StringBuilder("[");
        foreach (var day in days)
        {
            text.Append(text.Length > 1 ? "," : "")
                .Append(CultureInfo.InvariantCulture, $"{{\"day\":\"{day.Day:yyyy-MM-dd}\"");
            foreach (var (name, value) in Members(day))
            {
                if (value is { } known)
                {
                    text.Append(CultureInfo.InvariantCulture, $",\"{name}\":{known}");
                }
            }
            text.Append('}');
        }
        return text.Append(']').ToString();
    }

    private static (string Name, Int128? Value)[] Members(EffectiveDay day) =>
    [
        ("revision", day.Revision),
        ("used_volume", day.Figures.UsedVolume),
        ("inbound_volume", day.Figures.InboundVolume),
        ("sold_milli_volume", day.Figures.SoldMilliVolume),
        ("units_sold", day.Figures.UnitsSold),
        ("on_hand_units", day.Figures.OnHandUnits),
        ("excess_units", day.Figures.ExcessUnits),
        ("stranded_units", day.Figures.StrandedUnits),
        ("in_stock_ppm", day.Figures.InStockPpm),
        ("sales_minor", day.Figures.SalesMinor),
        ("returned_minor", day.ReturnedMinor),
    ];
}
