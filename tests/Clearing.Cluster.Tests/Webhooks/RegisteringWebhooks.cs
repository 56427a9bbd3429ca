using Clearing.Contracts;
using Clearing.Grains.Webhooks;

namespace Clearing.Cluster.Tests.Webhooks;

public class RegisteringWebhooks
{
    [Fact]
    public void The_same_webhook_again_changes_nothing_and_keeps_its_first_secret()
    {
        var test = new TestBook("h");

        Assert.Equal(new(WebhookStatus.Done, Added: false), test.Put("h", secret: "s2"));
        Assert.Single(test.Events);
        Assert.Equal<string>(["s1"], test.Book.Target("h", test.Now)!.Secrets);
    }

    [Fact]
    public void Another_address_moves_a_webhook_and_what_failed_is_due_at_once()
    {
        var test = new TestBook("h");
        test.Try(TestBook.Failed, 1);
        Assert.Empty(test.Due(newest: 1));
        test.Put("h", "https://elsewhere.example/");

        Assert.Equal([1], test.Due(newest: 1));
        Assert.Equal("https://elsewhere.example/", test.Book.Target("h", test.Now)!.Url);
    }

    [Theory]
    [InlineData("", TestBook.Url, WebhookStatus.WebhookIdMalformed)]
    [InlineData("a b", TestBook.Url, WebhookStatus.WebhookIdMalformed)]
    [InlineData("h", "", WebhookStatus.WebhookUrlMalformed)]
    [InlineData("h", "erp.example/hook", WebhookStatus.WebhookUrlMalformed)]
    [InlineData("h", "ftp://erp.example/", WebhookStatus.WebhookUrlMalformed)]
    [InlineData("h", "https://user:secret@erp.example/", WebhookStatus.WebhookUrlMalformed)]
    [InlineData("h", "https://erp.example/#part", WebhookStatus.WebhookUrlMalformed)]
    [InlineData("h", "https://erp.example/\r\nHost: x", WebhookStatus.WebhookUrlMalformed)]
    [InlineData("h", "https://", WebhookStatus.WebhookUrlMalformed)]
    [InlineData("h", "file:///etc/passwd", WebhookStatus.WebhookUrlMalformed)]
    public void What_names_no_webhook_is_refused(string id, string url, WebhookStatus refusal)
    {
        var test = new TestBook();

        Assert.Equal(new(refusal, Added: false), test.Put(id, url));
        Assert.Empty(test.Events);
    }

    [Fact]
    public void A_source_has_ten_webhooks_and_no_more()
    {
        var test = new TestBook([.. Enumerable.Range(0, 10).Select(n => $"h{n}")]);

        Assert.Equal(WebhookStatus.TooManyWebhooks, test.Put("h10").Status);
        Assert.Equal(WebhookStatus.Done, test.Do(test.Book.Remove("h3")));
        Assert.True(test.Put("h10").Added);
    }

    [Fact]
    public void Removing_twice_is_the_same_and_what_was_under_way_counts_for_nobody()
    {
        var test = new TestBook("h");
        var before = test.Book.Target("h", test.Now)!.Serial;
        test.Do(test.Book.Remove("h"));

        Assert.Equal(WebhookStatus.Done, test.Do(test.Book.Remove("h")));
        Assert.Empty(test.Book.Tried("h", before, [(1, TestBook.Failed)], test.Now, TestBook.Pace));
        test.Put("h", after: 7);
        Assert.Empty(test.Book.Tried("h", before, [(8, TestBook.Failed)], test.Now, TestBook.Pace));
        Assert.Equal([8, 9], test.Due(newest: 9));
    }

    [Fact]
    public void A_rotated_secret_is_used_beside_the_new_one_until_its_time_is_over()
    {
        var test = new TestBook("h");
        var end = test.Now.AddDays(1);
        test.Do(test.Book.Rotate("h", "s2", end));
        test.Do(test.Book.Rotate("h", "s3", end));

        Assert.Equal<string>(["s3", "s2", "s1"], test.Book.Target("h", end.AddTicks(-1))!.Secrets);
        Assert.Equal<string>(["s3"], test.Book.Target("h", end)!.Secrets);
    }

    [Fact]
    public void Of_more_than_five_secrets_the_oldest_is_dropped_before_its_time_is_over()
    {
        var test = new TestBook("h");
        foreach (var n in Enumerable.Range(2, 4)) { test.Do(test.Book.Rotate("h", $"s{n}", test.Now.AddDays(1))); }
        Assert.Equal<string>(["s5", "s4", "s3", "s2", "s1"], test.Book.Target("h", test.Now)!.Secrets);
        test.Do(test.Book.Rotate("h", "s6", test.Now.AddDays(1)));

        Assert.Equal<string>(["s6", "s5", "s4", "s3", "s2"], test.Book.Target("h", test.Now)!.Secrets);
    }

    [Fact]
    public void A_command_that_changes_nothing_is_no_event()
    {
        var test = new TestBook("h");
        Assert.Empty(test.Book.Resume("h").Events);
        Assert.Empty(test.Book.Redeliver("h", null).Events);
        Assert.Single(test.Book.Pause("h").Events);
        test.Do(test.Book.Pause("h"));

        Assert.Empty(test.Book.Pause("h").Events);
        Assert.Single(test.Book.Resume("h").Events);
    }

    [Fact]
    public void Commands_to_a_webhook_that_is_not_there_are_refused()
    {
        var book = new TestBook().Book;

        Assert.Equal(WebhookStatus.WebhookUnknown, book.Rotate("h", "s", DateTimeOffset.MaxValue).Answer);
        Assert.Equal(WebhookStatus.WebhookUnknown, book.Pause("h").Answer);
        Assert.Equal(WebhookStatus.WebhookUnknown, book.Resume("h").Answer);
        Assert.Equal(WebhookStatus.WebhookUnknown, book.Redeliver("h", null).Answer);
        Assert.Null(book.DeadLetters("h", 0, 1));
        Assert.Null(book.Due("h", DateTimeOffset.MaxValue, 1, TestBook.Pace));
    }
}
