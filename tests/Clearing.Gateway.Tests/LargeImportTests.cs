using System.Text;
using System.Text.Json.Nodes;

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
        var csv = Rows();
        var dry = await Import("&dry_run=true");
        var placed = await Import("");

        Assert.Equal($"{Quota}", dry["accepted"]);
        Assert.Equal(20, dry.Json["refused"]!.AsArray().Count);
        Assert.Equal(dry.Text.Replace("true,\"rows", "false,\"rows"), placed.Text);

        Task<Reply> Import(string query) => _server.SendAs(
            "text/csv", "POST", $"/v1/sellers/acme/imports?market={market}{query}", csv);
    }

    [Fact]
    public async Task A_file_that_the_command_line_cuts_is_decided_as_if_it_were_sent_whole()
    {
        var market = await _server.OpenMarket();
        var place = $"sellers/acme/imports?market={market}";
        var file = Path.Combine(_server.Folder, "cut.csv");
        await File.WriteAllTextAsync(file, Rows());
        using var remote = new Client.Remote.RemoteServer(_server.Address, null);
        var terms = remote.Send(HttpMethod.Get, $"markets/{market}/terms");
        var whole = await _server.SendAs(
            "text/csv", "POST", $"/v1/{place}&dry_run=true", Rows());
        var dry = Cut(dryRun: true);
        var placed = Cut(dryRun: false);
        var again = Cut(dryRun: true);
        var alone = await _server.Send("POST", $"/v1/{place}&others_accepted=1");

        Assert.Equal(whole.Json["refused"]!.ToJsonString(), dry["refused"]!.ToJsonString());
        Assert.Equal(20, dry["refused"]!.AsArray().Count);
        Assert.Equal(dry["refused"]!.ToJsonString(), placed["refused"]!.ToJsonString());
        Assert.Equal(dry["refused"]!.ToJsonString(), again["refused"]!.ToJsonString());
        Assert.Equal($"{Quota}", $"{dry["accepted"]}");
        Assert.Equal((400, "others_accepted"), (alone.Status, alone["field"]));

        JsonObject Cut(bool dryRun) => new Client.Remote.ImportRun(remote, file, dryRun)
        {
            MaxPartBytes = 50_000,
        }.Run(place, "acme", terms);
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

    [Fact]
    public async Task A_file_of_days_that_the_command_line_cuts_keeps_the_rows_of_a_seller_together()
    {
        await _server.Send(
            "PUT", "/v1/zones/cut/z", """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""");
        var csv = new StringBuilder("seller,report_id,day,revision,used_volume\n");
        csv.Append($"s0,first,{Day(1)},0,5\n");
        for (var row = 0; row < 400; row++) { csv.Append($"s{row % 20},r{row},{Day(2 + row)},0,5\n"); }
        csv.Append($"s0,other,{Day(1)},0,7\ns1,r1,{Day(700)},0,5\n");
        var file = Path.Combine(_server.Folder, "days.csv");
        await File.WriteAllTextAsync(file, csv.ToString());
        using var remote = new Client.Remote.RemoteServer(_server.Address, null);
        var dry = Cut(dryRun: true);
        var recorded = Cut(dryRun: false);

        Assert.Equal(
            ["403 REVISION_TAKEN", "404 ID_REUSED"],
            dry["refused"]!.AsArray().Select(row => $"{row!["line"]} {row["status"]}"));
        Assert.Equal(dry["refused"]!.ToJsonString(), recorded["refused"]!.ToJsonString());
        Assert.Equal(("401", "401"), ($"{dry["recorded"]}", $"{recorded["recorded"]}"));

        static string Day(int back) => DateTime.UtcNow.AddDays(-back).ToString("yyyy-MM-dd");
        JsonObject Cut(bool dryRun) => new Client.Remote.ImportRun(remote, file, dryRun)
        {
            MaxPartBytes = 2_000,
        }.RunFacts("zones/cut/z/imports");
    }

    private static string Rows()
    {
        var csv = new StringBuilder("bid_id,seller,max_fee_micros,max_volume\n");
        for (var row = 1; row <= Quota + 20; row++) { csv.Append($"b{row},acme,5,6\n"); }
        return csv.ToString();
    }
}
