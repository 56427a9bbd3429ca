using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Smoke.Tests.Crash;

/// <summary>The checker finds what it is there to find.</summary>
public class HistoryCheckTests
{
    private const string Market = "us/standard/2026-Q4";
    private static readonly Command Placed = Bid("b1", 5);

    [Theory]
    [InlineData("nothing wrong", "+ACCEPTED 1", "b1", 5, 0)]
    [InlineData("no answer", null, "b1", 5, 0)]
    [InlineData("an acknowledged bid is lost", "+ACCEPTED 1", "b2", 5, 2)]
    [InlineData("a bid is changed", "+ACCEPTED 1", "b1", 6, 2)]
    [InlineData("another sequence number", "+ACCEPTED 2", "b1", 5, 1)]
    [InlineData("a refused bid is there", "-FEE_OFF_TICK", "b1", 5, 1)]
    public async Task Of_one_bid(string name, string? answer, string id, long fee, int violations)
    {
        var report = await Check([answer], Bid(id, fee));

        Assert.NotEmpty(name);
        Assert.Equal(violations, report.Violations.Count);
    }

    [Fact]
    public async Task Two_answers_that_differ()
    {
        var report = await Check(["+ACCEPTED 1", "-BID_ID_REUSED"], Placed);

        Assert.Single(report.Violations);
        Assert.Equal(1, report.AnsweredAgain);
    }

    private static async Task<CrashReport> Check(string?[] answers, Command inJournal)
    {
        var folder = Directory.CreateTempSubdirectory("clearing-history").FullName;
        try
        {
            using (var history = new HistoryWriter(Path.Combine(folder, "c.history")))
            {
                var number = history.Sent(Placed);
                foreach (var answer in answers.OfType<string>()) { history.Answered(number, answer); }
            }
            var database = Path.Combine(folder, "clearing.db");
            await Write(database, new BidsPlaced(1, [new(
                inJournal.Id, "s", new(inJournal.Fee!.Value), new(inJournal.Volume!.Value), new(0))]));
            var report = new CrashReport();
            new HistoryCheck(Exchange.ReadAll(folder), await JournalFacts.Read(database), report).Run();
            return report;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Write(string database, MarketEvent happened)
    {
        await using var journal = Journals.Open(new() { Path = database }, TimeProvider.System);
        await journal.Append(Streams.OfMarket(Market), 0, [Codecs.Market.Encode(happened)]);
    }

    private static Command Bid(string id, long fee) =>
        new(Kind.Bid, Market, "s", id, Fee: fee, Volume: 10, Least: 0);
}
