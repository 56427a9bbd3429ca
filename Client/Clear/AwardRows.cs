using System.Text;
using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Client.Clear;

/// <summary>Writes the result of every bid as CSV.</summary>
internal static class AwardRows
{
    private static readonly string[] Columns =
    [
        "bid_id", "seller", "max_fee_micros", "max_volume", "granted_volume", "round_fee_micros",
        "status", "reason",
    ];

    private static readonly byte[][] Reasons =
        [.. Enum.GetValues<Reason>().Select(reason => Encoding.ASCII.GetBytes(Words.Of(reason)))];

    /// <summary>Writes a header and a row per bid, in the order of the file.</summary>
    internal static void Write(Stream output, BidTable bids, OfflineClearing cleared)
    {
        var csv = new CsvOutput(output);
        foreach (var column in Columns)
        {
            csv.Text(Encoding.ASCII.GetBytes(column));
        }
        csv.EndRow();
        for (var i = 0; i < cleared.Results.Rows; i++)
        {
            Write(csv, bids, cleared.Rows is null ? i : cleared.Rows[i], cleared, i);
        }
        csv.Flush();
    }

    private static void Write(
        CsvOutput csv, BidTable bids, int row, OfflineClearing cleared, int result)
    {
        var granted = cleared.Results.Granted[result];
        var most = bids.MaxVolumes[row];
        csv.Text(bids.Ids.Bytes(row));
        csv.Text(bids.Sellers.Bytes(bids.SellerOf[row]));
        csv.Number(bids.MaxFees[row]);
        csv.Number(most);
        csv.Number(granted);
        if (granted > 0)
        {
            csv.Number(cleared.Outcome.RoundFee!.Value);
            csv.Text(granted == most ? "FULL"u8 : "PARTIAL"u8);
            csv.Text(default);
        }
        else
        {
            csv.Text(default);
            csv.Text("NONE"u8);
            csv.Text(Reasons[(int)cleared.Results.Reasons[result]]);
        }
        csv.EndRow();
    }
}
