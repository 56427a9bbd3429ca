using System.Globalization;
using System.Text.Json.Nodes;

namespace Clearing.Gateway.Tests;

// What the tests send, and what they wait for.
public partial class RunTests
{
    private Task<Reply> Schedule(string zone, string id, long capacity, string? period = null) =>
        server.Send("POST", $"{zone}/schedule", new JsonObject
        {
            ["schedule_id"] = id,
            ["period"] = period ?? Period,
            ["capacity_volume"] = capacity,
        }.ToJsonString());

    private async Task Refused(string code, string field, Task<Reply> command)
    {
        var reply = await command;
        Assert.Equal((code, field), (reply.Code, reply.Json["field"]?.ToString()));
    }

    private Task<Reply> Begin(string zone, string run, long capacity, string? period = null) =>
        server.Send("POST", $"{zone}/runs", new JsonObject
        {
            ["run_id"] = run,
            ["period"] = period ?? Period,
            ["capacity_volume"] = capacity,
        }.ToJsonString());

    private Task<Reply> Override(
        string zone, string seller, string volume, string? period = null) => server.Send(
        "POST", $"{zone}/overrides",
        $$"""
        {"period":"{{period ?? Period}}","seller":"{{seller}}","volume":{{volume}},"note":"a fair"}
        """);

    private Task<Reply> Base(string seller, string zone, string? period = null) =>
        server.Send("GET", $"/v1/sellers/{seller}{zone["/v1".Length..]}/bases/{period ?? Period}");

    private Task<Reply> Until(string zone, string run, params string[] stages) => Patience.Until(
        () => server.Send("GET", $"{zone}/runs/{run}"),
        reply => reply.Status == 200 && stages.Contains(reply["stage"]));

    private async Task<string?> AccountBase(string seller, string market)
    {
        // The account shows the base of a market in which the seller takes part.
        var placed = await server.Send(
            "POST", $"/v1/sellers/{seller}/bids", $$"""
            {"market":"{{market}}","bid_id":"b","max_fee_micros":1000000,"max_volume":1}
            """);
        Assert.Equal(201, placed.Status);
        var allocations = await server.Send("GET", $"/v1/sellers/{seller}/allocations");
        return allocations.Json["allocations"]!.AsArray()
            .Single(of => of!["market"]!.ToString() == market)!["base_volume"]!.ToString();
    }

    private async Task<string> Zone(params string[] sellers)
    {
        var zone = $"/v1/zones/runs/z{Interlocked.Increment(ref Zones)}";
        Assert.Equal(201, (await server.Send(
            "PUT", zone, """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""")).Status);
        var calendar = await server.Send("GET", $"{zone}/calendar/{Period}");
        var cutOff = DateOnly.Parse(calendar["cut_off_day"]!, CultureInfo.InvariantCulture);
        var csv = new System.Text.StringBuilder(
            "seller,report_id,day,used_volume,sold_milli_volume,units_sold,on_hand_units,"
            + "excess_units,stranded_units,in_stock_ppm\n");
        foreach (var (seller, number) in sellers.Select((seller, i) => (seller, i)))
        {
            for (var back = 0; back < 100; back++)
            {
                var day = cutOff.AddDays(-back);
                csv.Append(
                    CultureInfo.InvariantCulture,
                    $"{seller},d{back},{day:yyyy-MM-dd},600,{9_000 + (100 * number)},20,900,30,9,940000\n");
            }
        }
        var taken = await server.SendAs("text/csv", "POST", $"{zone}/imports", csv.ToString());
        Assert.Equal($"{100 * sellers.Length}", taken["recorded"]);
        return zone;
    }
}
