using System.Text;
using System.Text.Json;
using Clearing.Grains;
using Clearing.Grains.Events;
using Clearing.Verification;

namespace Clearing.Client.Tests.Journal;

public class JournalCheckTests
{
    private const string Market = "market/" + JournalStory.MarketKey;

    [Fact]
    public async Task A_whole_period_has_no_violation()
    {
        var findings = await new JournalCheck(new JournalStory()).Run();

        Assert.Empty(findings.Violations);
        Assert.Equal(3, findings.Rounds);
        Assert.True(findings.Postings > 5);
        Assert.Equal(
            [
                "directory", Market, "seller/halloween", "seller/late", "seller/other",
                "webhook/" + Market, "webhook/seller/late",
            ],
            findings.Streams.Select(s => s.Name));
    }

    [Fact]
    public async Task A_period_with_a_voided_round_has_no_violation_and_the_same_postings()
    {
        var plain = await new JournalCheck(new JournalStory()).Run();
        var contested = await new JournalCheck(new JournalStory(contested: true)).Run();

        Assert.Empty(contested.Violations);
        Assert.Equal(plain.Postings, contested.Postings);
        // Provisional results are cleared again as well, but a round counts once it binds.
        Assert.Equal((3, 3), (plain.Rounds, contested.Rounds));
    }

    [Fact]
    public async Task A_round_is_cleared_again_by_the_edition_that_it_names()
    {
        // The first round is the same by both editions; the third regranted volume.
        var story = new JournalStory();
        story.Tamper(Market, "round_cleared", cleared => cleared.AsObject().Remove("edition"));
        Assert.Empty((await new JournalCheck(story).Run()).Violations);

        story.Tamper(Market, "round_cleared", cleared => cleared.AsObject().Remove("edition"), 2);
        var version = story.Of(Market).FindLast(stored => stored.Type == "round_cleared")!.Version;
        await AssertFinds(story, Market, version, "round 3 clears to another outcome");
    }

    [Theory]
    [InlineData("directory")]
    [InlineData(Market)]
    [InlineData("seller/halloween")]
    [InlineData("webhook/seller/late")]
    public async Task One_stream_can_be_verified_by_itself(string stream)
    {
        var findings = await new JournalCheck(new JournalStory()).Run(stream);

        Assert.Empty(findings.Violations);
        Assert.Single(findings.Streams);
    }

    [Fact]
    public async Task A_webhook_that_was_sent_what_its_source_has_not_is_found()
    {
        var story = new JournalStory();
        story.Tamper("webhook/seller/late", "deliveries_tried", tried => tried["tries"]![0]!["number"] = 99);

        await AssertFinds(story, "webhook/seller/late", 0, "its source at");
    }

    [Theory]
    [InlineData("new", 7)]
    [InlineData("old", 3)]
    public async Task A_markets_webhook_is_held_against_the_facts_or_rounds_that_it_goes_by(
        string webhook, int newest)
    {
        var story = new JournalStory();
        story.Tamper(
            "webhook/" + Market, "deliveries_tried",
            tried => tried["tries"]!.AsArray()[^1]!["number"] = newest + 1,
            occurrence: webhook == "new" ? 0 : 1);

        await AssertFinds(
            story, "webhook/" + Market, 0,
            $"'{webhook}' is at event {newest + 1}, its source at {newest}");
    }

    [Fact]
    public async Task A_compensation_that_the_market_did_not_grant_is_found()
    {
        var story = new JournalStory();
        story.Tamper("seller/late", "notice_accepted", notice =>
        {
            var cut = notice["notice"]!["curtailment"]!["awards"]![0]!;
            cut["compensation"] = (long)cut["compensation"]! + 100;
        }, occurrence: 2);

        await AssertFinds(story, "seller/late", 0, "the compensation is not that of");
    }

    [Theory]
    [InlineData("compensation")]
    [InlineData("charge_waived")]
    public async Task A_curtailment_that_does_not_follow_from_the_market_is_found(string amount)
    {
        var story = new JournalStory();
        story.Tamper(Market, "volume_curtailed", curtailed =>
        {
            var cut = curtailed["taken"]!["awards"]![0]!;
            cut[amount] = (long)cut[amount]! + 1;
        });

        await AssertFinds(story, Market, 0, "curtailment flood takes or compensates something else");
    }

    [Fact]
    public async Task A_curtailment_of_a_journal_that_names_no_place_is_taken_as_it_is()
    {
        var story = new JournalStory();
        story.Tamper(
            Market, "volume_curtailed", curtailed => curtailed.AsObject().Remove("place"));

        Assert.Empty((await new JournalCheck(story).Run()).Violations);
    }

    [Fact]
    public async Task A_bill_that_no_zone_made_is_found()
    {
        var story = new JournalStory();
        story.Bill("late");

        await AssertFinds(story, "seller/late", 0, "took sales or bills of us/standard/2026-Q4");
    }

    [Fact]
    public async Task A_snapshot_of_before_postings_were_counted_is_no_violation()
    {
        var story = new JournalStory();
        var stream = story.Of("seller/late");
        var whole = JsonSerializer.SerializeToNode(
            story.Seller("late").Snapshot(), EventJson.Default.SellerSnapshot)!;
        whole.AsObject().Remove("posting_count");
        var old = new StoredSnapshot { Version = stream[^1].Version, Account = whole.ToJsonString() };
        var findings = await new JournalCheck(story, new OneSnapshot(old)).Run();

        Assert.Empty(findings.Violations);
        Assert.Equal(1, findings.Snapshots);
    }

    [Theory]
    [InlineData(Market)]
    [InlineData("seller/halloween")]
    public async Task A_missing_event_is_a_gap(string stream)
    {
        var story = new JournalStory();
        story.Of(stream).RemoveAt(1);

        await AssertFinds(story, stream, 3, "gap");
    }

    [Theory]
    [InlineData("directory")]
    [InlineData(Market)]
    [InlineData("seller/late")]
    public async Task An_event_of_an_unknown_type_is_named(string stream)
    {
        var story = new JournalStory();
        story.Of(stream)[0] = story.Of(stream)[0] with { Type = "market_sold" };

        await AssertFinds(story, stream, 1, "market_sold");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"market\":5}")]
    [InlineData("{\"market\":\"m\",\"further\":1}")]
    public async Task A_payload_that_cannot_be_read_is_named(string payload)
    {
        var story = new JournalStory();
        var stored = story.Of("directory")[0];
        story.Of("directory")[0] = stored with { Payload = Encoding.UTF8.GetBytes(payload) };

        await AssertFinds(story, "directory", 1, "market_entered");
    }

    [Fact]
    public async Task A_changed_bid_clears_to_another_outcome()
    {
        var story = new JournalStory();
        story.Tamper(Market, "bids_placed", payload => payload["bids"]![0]!["max_volume"] = 4_000);

        await AssertFinds(story, Market, 0, "another outcome");
    }

    [Fact]
    public async Task A_changed_fee_clears_to_another_outcome()
    {
        var story = new JournalStory();
        story.Tamper(Market, "round_cleared", payload => payload["round_fee"] = 5_400_000);

        await AssertFinds(story, Market, 0, "another outcome");
    }

    [Fact]
    public async Task A_posting_that_does_not_sum_to_zero_is_found()
    {
        var story = new JournalStory();
        story.Tamper("seller/halloween", "notice_accepted", payload =>
            payload["postings"]![0]!["lines"]![0]!["amount"] = 1);

        await AssertFinds(story, "seller/halloween", 2, "not to zero");
    }

    [Fact]
    public async Task A_ledger_that_disagrees_with_the_statement_is_found()
    {
        var story = new JournalStory();
        story.Tamper("seller/halloween", "notice_accepted", payload =>
        {
            var lines = payload["postings"]![0]!["lines"]!;
            lines[0]!["amount"] = 1;
            lines[1]!["amount"] = -1;
        });

        await AssertFinds(story, "seller/halloween", 0, "another amount owed");
    }

    [Fact]
    public async Task An_award_that_never_landed_is_found()
    {
        var story = new JournalStory();
        story.Remove("seller/other");

        await AssertFinds(story, "seller/other", 0, "x@1 of us/standard/2026-Q4 never landed");
    }

    [Fact]
    public async Task An_award_that_no_market_granted_is_found()
    {
        var story = new JournalStory();
        story.Rename("seller/other", "seller/stranger");

        await AssertFinds(story, "seller/stranger", 0, "x@1 is no award of");
    }

    [Fact]
    public async Task A_stream_of_no_known_kind_is_found()
    {
        var story = new JournalStory();
        story.Rename("directory", "dictionary");

        await AssertFinds(story, "dictionary", 0, "no stream has a name like this");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_snapshot_is_compared_with_the_fold_of_its_stream(int change)
    {
        var story = new JournalStory();
        var account = JsonSerializer.Serialize(
            story.Seller("late").Snapshot(), EventJson.Default.SellerSnapshot);
        var snapshot = new StoredSnapshot
        {
            Version = story.Of("seller/late").Count,
            Account = change == 0 ? account : account.Replace("-500", "-501", StringComparison.Ordinal),
        };
        var findings = await new JournalCheck(story, new OneSnapshot(snapshot)).Run();

        Assert.Equal(1, findings.Snapshots);
        Assert.Equal(change, findings.ViolationCount);
    }

    private static async Task AssertFinds(JournalStory story, string stream, long version, string rule)
    {
        var findings = await new JournalCheck(story).Run();

        Assert.Contains(findings.Violations, v =>
            v.Stream == stream && (version == 0 || v.Version == version)
            && v.Rule.Contains(rule, StringComparison.Ordinal));
    }

    private sealed class OneSnapshot(StoredSnapshot snapshot) : ISnapshots
    {
        public StoredSnapshot? Of(string seller) => seller == "late" ? snapshot : null;

        public StoredPart? PartOf(string market, int number) => null;

        public void Dispose() { }
    }
}
