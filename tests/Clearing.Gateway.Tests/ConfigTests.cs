namespace Clearing.Gateway.Tests;

/// <summary>A market's configuration and its entity tag.</summary>
public class ConfigTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Of_many_calls_at_once_one_makes_the_market_and_one_pauses_and_settles_it()
    {
        var path = $"/v1/markets/race/standard/m{Guid.NewGuid():N}";
        var made = await Sixteen(() => server.Send("PUT", path, "{}", ("If-None-Match", "*")));
        Assert.Equal(201, Assert.Single(made, reply => reply.Status != 412).Status);
        var paused = await Sixteen(() => server.Send("POST", path + "/pause", """{"note":"a drill"}"""));
        var resumed = await Sixteen(() => server.Send("POST", path + "/resume"));
        var settled = await Sixteen(() => server.Send("POST", path + "/settle"));

        Assert.All([paused, resumed, settled], replies =>
        {
            Assert.All(replies, reply => Assert.Equal(200, reply.Status));
            Assert.Single(replies, reply => reply["repeated"] == "false");
        });

        static Task<Reply[]> Sixteen(Func<Task<Reply>> send) =>
            Task.WhenAll(Enumerable.Range(0, 16).Select(_ => send()));
    }

    [Fact]
    public async Task A_configuration_that_is_known_is_not_sent_again()
    {
        var market = await server.OpenMarket("""{"lot":10}""");
        var first = await server.Send("GET", $"/v1/markets/{market}/config");
        var tag = first.Message.Headers.ETag!.Tag;
        var again = await server.Send("GET", $"/v1/markets/{market}/config", null, ("If-None-Match", tag));

        Assert.Equal((200, "10"), (first.Status, first["lot"]));
        Assert.Equal((304, ""), (again.Status, again.Text));
    }

    [Fact]
    public async Task A_configuration_can_be_sent_back_as_it_was_read()
    {
        var market = await server.OpenMarket("""{"lot":10,"seller_cap":{"acme":500}}""");
        var read = await server.Send("GET", $"/v1/markets/{market}/config");
        var sent = await server.Send("PUT", $"/v1/markets/{market}", read.Text);

        Assert.Contains("\"highest_max_fee_micros\":null", read.Text, StringComparison.Ordinal);
        Assert.Equal(
            (200, read.Message.Headers.ETag), (sent.Status, sent.Message.Headers.ETag));
    }

    [Fact]
    public async Task A_market_that_must_be_new_is_not_opened_twice()
    {
        var path = "/v1/markets/test/standard/must-be-new";
        var first = await server.Send("PUT", path, "{}", ("If-None-Match", "*"));
        var again = await server.Send("PUT", path, "{}", ("If-None-Match", "*"));
        var matched = await server.Send(
            "PUT", path, "{}", ("If-Match", first.Message.Headers.ETag!.Tag));
        var other = await server.Send("PUT", path, "{}", ("If-Match", "\"other\""));

        Assert.Equal((201, 412, 200, 412), (first.Status, again.Status, matched.Status, other.Status));
        Assert.Equal(("PRECONDITION_FAILED", "If-Match"), (other.Code, other["field"]));
        Assert.Equal("If-None-Match", again["field"]);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task An_answer_is_compressed_for_a_caller_that_asks_for_it(string encoding)
    {
        var answer = await server.Send("GET", "/v1/problems", null, ("Accept-Encoding", encoding));

        Assert.Equal([encoding], answer.Message.Content.Headers.ContentEncoding);
    }
}
