using Clearing.Pages.Reading;

namespace Clearing.Pages.Tests.Text;

public class RenewingIds
{
    [Theory]
    [InlineData("OUTCOME_UNKNOWN")]
    [InlineData("UNAVAILABLE")]
    [InlineData("UNAUTHENTICATED")]
    [InlineData("FORBIDDEN")]
    public void A_command_without_an_answer_of_its_own_keeps_its_id(string code) =>
        Assert.Equal("web-1", FreshId.After("web-1", new Failure(code, "It failed.")));

    [Theory]
    [InlineData("ABOVE_SELLER_CAP")]
    [InlineData("BOOK_CLOSED")]
    [InlineData("BID_ID_REUSED")]
    [InlineData(null)]
    public void What_follows_an_answer_is_another_command(string? code)
    {
        var next = FreshId.After("web-1", code is null ? null : new Failure(code, "It failed."));

        Assert.NotEqual("web-1", next);
        Assert.StartsWith("web-", next);
    }
}
