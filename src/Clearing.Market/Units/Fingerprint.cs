using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Clearing.Market.Units;

/// <summary>
/// A short stand-in for the content of a report, to tell a repeated report from a different one.
/// </summary>
internal static class Fingerprint
{
    public static string Of(SalesReport report) =>
        Of("sales", report.Market, report.Incremental.Minor, "");

    public static string Of(UseReport report) =>
        Of("use", report.Market, report.AverageUsed.Value, "");

    public static string Of(Correction correction) =>
        Of("correction", correction.Market, correction.Amount.Minor, correction.Note);

    public static string Of(SalesReview review) =>
        Of("review", review.Market, (int)review.State, $"{review.ReportId}\n{review.Reason}");

    /// <summary>Stands for a caller's name in an id: 16 characters.</summary>
    public static string OfCaller(string by) => Of("caller", by, 0, "")[..16];

    private static string Of(string kind, string? market, Int128 amount, string? note)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{kind}\n{market?.Length}\n{market}\n{amount}\n{note}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.Unicode.GetBytes(text)));
    }
}

/// <summary>A report's content and first answer, kept under its id.</summary>
internal readonly record struct UsedReport(string Fingerprint, ReportStatus Status);
