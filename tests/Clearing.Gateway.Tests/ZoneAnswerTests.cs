namespace Clearing.Gateway.Tests;

/// <summary>What a zone answers can be used: it is sent back, and a refusal names its day.</summary>
public sealed class ZoneAnswerTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Terms =
        """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""";

    [Fact]
    public async Task What_a_zone_answers_can_be_sent_back_to_it_and_to_no_other()
    {
        var zone = "/v1/zones/answers/back";
        await server.Send("PUT", zone, Terms.Replace("\"USD\"", "\"USD\",\"rules\":{\"floor_volume\":30}"));
        var read = await server.Send("GET", zone);

        var back = await server.Send("PUT", zone, read.Text);
        var other = await server.Send("PUT", $"{zone}-b", read.Text);
        var partly = await server.Send("PUT", zone, Terms);

        Assert.Equal((200, read.Text), (back.Status, back.Text));
        Assert.Equal(
            (400, "FIELD_INVALID", "zone", $"must be {zone["/v1/zones/".Length..]}-b, as in the path"),
            (other.Status, other.Code, other["field"], other["detail"]));
        Assert.Equal("25", partly.Json["rules"]!["floor_volume"]!.ToString());
    }

    [Fact]
    public async Task Of_many_calls_at_once_one_makes_the_zone()
    {
        var zone = $"/v1/zones/race/z{Guid.NewGuid():N}";

        var made = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => server.Send("PUT", zone, Terms)));

        Assert.Equal([.. Enumerable.Repeat(200, 15), 201], made.Select(reply => reply.Status).Order());
    }

    [Fact]
    public async Task A_run_before_its_cut_off_is_told_up_to_which_day_facts_count()
    {
        const string Zone = "/v1/zones/answers/early";
        await server.Send("PUT", Zone, Terms);
        var cutOff = (await server.Send("GET", $"{Zone}/calendar/2900-01"))["cut_off_day"];

        var early = await server.Send(
            "POST", $"{Zone}/runs", """{"run_id":"r","period":"2900-01","capacity_volume":1}""");

        Assert.Equal(
            ("CUT_OFF_NOT_REACHED", $"Facts count up to {cutOff}; it may be run from the day after that on."),
            (early.Code, early["detail"]));
    }
}
