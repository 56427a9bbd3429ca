using Clearing.Allocation.Facts;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>The problem of a refused fact, with the field, its value and the limit.</summary>
internal static class FactRefusal
{
    private const int Million = 1_000_000;

    private static readonly string[] Volumes =
        ["used_volume", "inbound_volume", "sold_milli_volume"];

    private static readonly string[] Units =
        ["units_sold", "on_hand_units", "excess_units", "stranded_units"];

    public static Problem Of(FactStatus refusal, JsonPlace? body)
    {
        var field = FieldOf(refusal, body);
        var value = field is null ? null : body!.Find(field)!.Shown;
        return Problem.Of(Words.Of(refusal), field, value, LimitOf(refusal));
    }

    /// <summary>The problem of a volume that is negative or beyond any sane one.</summary>
    public static Problem OfVolume(string code, string field, JsonPlace? body) => Problem.Of(
        code, field, body?.Find(field)?.Shown,
        code == "VOLUME_NEGATIVE" ? 0 : DayFigures.MaxVolume);

    private static string? FieldOf(FactStatus refusal, JsonPlace? body) => refusal switch
    {
        FactStatus.IdMalformed or FactStatus.IdReused => Present(body, ["report_id", "return_id"]),
        FactStatus.DayInFuture or FactStatus.DayTooOld => Present(body, ["day", "sold_on"]),
        FactStatus.VolumeNegative => Negative(body, Volumes),
        FactStatus.UnitsNegative => Negative(body, Units),
        FactStatus.PartAboveWhole => Present(body, ["excess_units", "stranded_units"]),
        FactStatus.ShareOutOfRange => "in_stock_ppm",
        FactStatus.AmountNotPositive => "returned_minor",
        FactStatus.AmountOutOfRange => Present(body, ["sales_minor", "returned_minor"]),
        FactStatus.RevisionNegative or FactStatus.RevisionTaken => Present(body, ["revision"]),
        FactStatus.VolumeTooLarge => Large(body, [.. Volumes, .. Units]),
        _ => null,
    };

    private static long? LimitOf(FactStatus refusal) => refusal switch
    {
        FactStatus.IdMalformed => ClientId.MaxLength,
        FactStatus.VolumeNegative or FactStatus.UnitsNegative or FactStatus.RevisionNegative => 0,
        FactStatus.ShareOutOfRange => Million,
        FactStatus.AmountNotPositive => 1,
        FactStatus.AmountOutOfRange => long.MaxValue,
        FactStatus.VolumeTooLarge => DayFigures.MaxVolume,
        _ => null,
    };

    private static string? Present(JsonPlace? body, string[] names) =>
        Array.Find(names, name => body?.Find(name) is not null);

    private static string? Negative(JsonPlace? body, string[] names) =>
        Array.Find(names, name => body?.Find(name)?.Text.StartsWith('-') == true);

    private static string? Large(JsonPlace? body, string[] names) => Array.Find(names, name =>
        long.TryParse(body?.Find(name)?.Text, out var figure)
        && figure > (name == Volumes[^1] ? DayFigures.MaxMilliVolume : DayFigures.MaxVolume));
}
