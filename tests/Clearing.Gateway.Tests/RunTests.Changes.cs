namespace Clearing.Gateway.Tests;

// What a base follows from, and why it differs from the one before.
public partial class RunTests
{
    [Fact]
    public async Task Every_number_of_a_base_follows_from_those_before_it()
    {
        var zone = await Zone("acme");
        await Begin(zone, "r", 100);
        await Until(zone, "r", "DRAFT");
        await server.Send("POST", $"{zone}/runs/r/confirm", """{"confirmation_id":"c"}""");
        await Until(zone, "r", "CONFIRMED", "OFFERING");

        var of = (await Base("acme", zone)).Json;

        long Number(string name) => (long)of[name]!;
        Assert.Equal(Number("need_volume") * Number("score_factor_ppm") / 1_000_000,
            Number("scored_volume"));
        Assert.Equal(
            Number("scored_volume") + (long)of["use"]!["use_volume"]!, Number("wanted_volume"));
        Assert.Equal("ABOVE_FLOOR", of["ration"]!["kind"]!.ToString());
        Assert.Equal(
            25 + ((Number("target_volume") - 25) * (long)of["ration"]!["numerator"]!
                / (long)of["ration"]!["denominator"]!),
            Number("base_volume"));
        Assert.Null(of["change"]!["change_volume"]);
        var weeks = of["weeks"]!.AsArray().Select(week => (long)week!["milli_volume"]!).ToArray();
        Assert.Contains(
            Enumerable.Range(0, weeks.Length - 8).Select(at => weeks[at..(at + 8)].Sum()),
            sum => (sum + 999) / 1_000 == Number("need_volume"));
    }

    [Fact]
    public async Task The_parts_of_a_change_add_up_and_carry_their_inputs_old_and_new()
    {
        var zone = await Zone("acme");
        await Begin(zone, "r", 1_000);
        await Until(zone, "r", "DRAFT");
        await server.Send("POST", $"{zone}/runs/r/confirm", """{"confirmation_id":"c"}""");
        await Until(zone, "r", "CONFIRMED", "OFFERING");
        await AccountBase("acme", $"{zone["/v1/zones/".Length..]}/{Period}");
        await server.Send(
            "POST", $"/v1/markets{zone["/v1/zones".Length..]}/{Period}/rounds/1/clear",
            """{"capacity_delta":1}""");

        var confirmed = (await Base("acme", zone)).Json;
        var next = (await Base("acme", zone, Next)).Json;

        var change = next["change"]!;
        Assert.Equal(
            (long)next["base_volume"]! - (long)confirmed["base_volume"]!, (long)change["change_volume"]!);
        Assert.Equal(
            ["RULES", "PROJECTION", "SCORE", "USE", "PREVIOUS", "RATION"],
            change["parts"]!.AsArray().Select(part => $"{part!["part"]}"));
        var need = change["parts"]![1]!;
        Assert.Equal(
            (confirmed["need_volume"]!.ToString(), next["need_volume"]!.ToString()),
            (need["old"]!["need_volume"]!.ToString(), need["new"]!["need_volume"]!.ToString()));
        Assert.Single(need["old"]!.AsObject());
        var allocation = next["allocation_change"]!;
        var awards = allocation["parts"]!.AsArray()[^1]!;
        Assert.Equal(
            ("AWARDS", -1L, 1L, 0L),
            (awards["part"]!.ToString(), (long)awards["change_volume"]!,
                (long)awards["old"]!["held_volume"]!, (long)awards["new"]!["held_volume"]!));
        Assert.All([change, allocation], of => Assert.Equal(
            (long)of["change_volume"]!,
            of["parts"]!.AsArray().Sum(part => (long)part!["change_volume"]!)));
    }
}
