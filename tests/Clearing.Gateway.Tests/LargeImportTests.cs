using System.Text;

namespace Clearing.Gateway.Tests;

/// <summary>The answer to a file does not depend on how the gateway cuts it into calls.</summary>
public sealed class LargeImportTests : IAsyncLifetime
{
    private const int Quota = 10_500;

    private readonly RunningServer _server = new() { Settings = ["--Quotas:OpenBids", $"{Quota}"] };

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_dry_run_counts_the_bids_of_the_whole_file_against_the_quota()
    {
        var market = await _server.OpenMarket();
        var csv = new StringBuilder("bid_id,seller,max_fee_micros,max_volume\n");
        for (var row = 1; row <= Quota + 20; row++) { csv.Append($"b{row},acme,5,6\n"); }
        var dry = await Import("&dry_run=true");
        var placed = await Import("");

        Assert.Equal($"{Quota}", dry["accepted"]);
        Assert.Equal(20, dry.Json["refused"]!.AsArray().Count);
        Assert.Equal(dry.Text.Replace("true,\"rows", "false,\"rows"), placed.Text);

        Task<Reply> Import(string query) => _server.SendAs(
            "text/csv", "POST", $"/v1/sellers/acme/imports?market={market}{query}", csv.ToString());
    }

    [Fact]
    public async Task A_dry_run_sees_that_rows_far_apart_are_of_one_day_or_have_one_id()
    {
        await _server.Send(
            "PUT", "/v1/zones/large/z", """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""");
        var csv = new StringBuilder("seller,report_id,day,revision,used_volume\n");
        csv.Append($"acme,first,{Day(1)},0,5\nacme,twice,{Day(2)},0,5\n");
        for (var row = 0; row < 1_200; row++)
        {
            csv.Append($"acme,r{row},{Day(3 + (row % 600))},{row / 600},5\n");
        }
        csv.Append($"acme,other,{Day(1)},0,7\nacme,twice,{Day(700)},0,5\n");
        var dry = await Import("?dry_run=true");
        var recorded = await Import("");

        Assert.Equal(
            ["1204 REVISION_TAKEN", "1205 ID_REUSED"],
            dry.Json["refused"]!.AsArray().Select(row => $"{row!["line"]} {row["status"]}"));
        Assert.Equal(dry.Text.Replace("true,\"rows", "false,\"rows"), recorded.Text);

        static string Day(int back) => DateTime.UtcNow.AddDays(-back).ToString("yyyy-MM-dd");
        Task<Reply> Import(string query) => _server.SendAs(
            "text/csv", "POST", $"/v1/zones/large/z/imports{query}", csv.ToString());
    }
}
