using System.Net;
using System.Text;

namespace Clearing.Gateway.Tests;

/// <summary>Signatures, addresses and secrets of webhooks.</summary>
public class WebhookRulesTests
{
    // The example of the reference libraries of Standard Webhooks.
    [Fact]
    public void A_signature_is_that_of_the_specification()
    {
        var seal = Seal(null);
        var key = seal.Open("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")!;
        var signature = WebhookSignature.Of(
            [key], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"u8);

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.16.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("192.168.0.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("2001::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    public void An_address_is_public_or_not(string address, bool isPublic)
    {
        Assert.Equal(isPublic, PublicAddress.Is(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("0.0.0.0", "0.255.255.255", null, "1.0.0.0")]
    [InlineData("10.0.0.0", "10.255.255.255", "9.255.255.255", "11.0.0.0")]
    [InlineData("100.64.0.0", "100.127.255.255", "100.63.255.255", "100.128.0.0")]
    [InlineData("127.0.0.0", "127.255.255.255", "126.255.255.255", "128.0.0.0")]
    [InlineData("169.254.0.0", "169.254.255.255", "169.253.255.255", "169.255.0.0")]
    [InlineData("172.16.0.0", "172.31.255.255", "172.15.255.255", "172.32.0.0")]
    [InlineData("192.0.0.0", "192.0.0.255", "191.255.255.255", "192.0.1.0")]
    [InlineData("192.0.2.0", "192.0.2.255", "192.0.1.255", "192.0.3.0")]
    [InlineData("192.88.99.0", "192.88.99.255", "192.88.98.255", "192.88.100.0")]
    [InlineData("192.168.0.0", "192.168.255.255", "192.167.255.255", "192.169.0.0")]
    [InlineData("198.18.0.0", "198.19.255.255", "198.17.255.255", "198.20.0.0")]
    [InlineData("198.51.100.0", "198.51.100.255", "198.51.99.255", "198.51.101.0")]
    [InlineData("203.0.113.0", "203.0.113.255", "203.0.112.255", "203.0.114.0")]
    [InlineData("224.0.0.0", "255.255.255.255", "223.255.255.255", null)]
    [InlineData("::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null, "2000::")]
    [InlineData("2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "2000:ffff::", "2001:200::")]
    [InlineData("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db7:ffff::", "2001:db9::")]
    [InlineData("2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:ffff::", "2003::")]
    [InlineData("3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", "3ffe:ffff::", "3fff:1000::")]
    [InlineData("4000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:ffff::", null)]
    public void A_range_that_is_not_public_ends_where_it_ends(
        string first, string last, string? before, string? after)
    {
        Assert.False(PublicAddress.Is(IPAddress.Parse(first)));
        Assert.False(PublicAddress.Is(IPAddress.Parse(last)));
        Assert.True(before is null || PublicAddress.Is(IPAddress.Parse(before)));
        Assert.True(after is null || PublicAddress.Is(IPAddress.Parse(after)));
    }

    [Theory]
    [InlineData(503, "120", 120)]
    [InlineData(429, "0", 0)]
    [InlineData(429, "Thu, 26 Nov 2026 12:00:30 GMT", 30)]
    [InlineData(503, "Thu, 26 Nov 2026 11:00:00 GMT", -3600)]
    [InlineData(503, "-5", null)]
    [InlineData(503, "1.5", null)]
    [InlineData(503, "soon", null)]
    [InlineData(503, "99999999999999999999", null)]
    [InlineData(503, null, null)]
    [InlineData(500, "120", null)]
    [InlineData(410, "120", null)]
    [InlineData(200, "120", null)]
    [InlineData(299, "120", null)]
    [InlineData(300, "120", null)]
    public void A_receiver_that_is_busy_says_how_long_to_leave_it_alone(
        int status, string? retryAfter, int? seconds)
    {
        using var answer = new HttpResponseMessage((HttpStatusCode)status);
        if (retryAfter is not null)
        {
            answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        }
        var now = new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);
        var result = WebhookSender.ResultOf(answer, now);

        Assert.Equal(seconds, (int?)result.RetryAfter?.TotalSeconds);
        Assert.Equal(status is 200 or 299 ? null : $"HTTP_{status}", result.Reason);
    }

    [Fact]
    public void A_sealed_secret_opens_with_its_key_alone_and_only_whole()
    {
        var secret = SecretSeal.NewSecret();
        var key = new byte[32];
        var sealed1 = Seal(key).Seal(secret);
        var damaged = sealed1[..^8] + (sealed1[^8] == 'A' ? 'B' : 'A') + sealed1[^7..];
        var bytes = Convert.FromBase64String(secret["whsec_".Length..]);

        Assert.Equal(bytes, Seal(key).Open(sealed1));
        Assert.Equal(bytes, Seal(key).Open(secret));
        Assert.Equal(32, bytes.Length);
        Assert.Null(Seal(null).Open(sealed1));
        Assert.Null(Seal([.. key[1..], 1]).Open(sealed1));
        Assert.Null(Seal(key).Open(damaged));
        Assert.NotEqual(sealed1, Seal(key).Seal(secret));
    }

    [Theory]
    [InlineData("")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_no base64!")]
    [InlineData("sealed_no base64!")]
    [InlineData("sealed_AAAA")]
    [InlineData("sealed_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==")]
    public void What_is_no_secret_is_not_signed_with(string stored)
    {
        Assert.Null(Seal(new byte[32]).Open(stored));
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("no base64!")]
    public void A_key_file_without_a_key_ends_the_start_and_its_setting_is_named(string text)
    {
        var wrong = Assert.Throws<ArgumentException>(() => Seal(Encoding.ASCII.GetBytes(text), raw: true));

        Assert.StartsWith("Webhooks:KeyFile '", wrong.Message, StringComparison.Ordinal);
        Assert.EndsWith("' is not a file with 32 bytes in Base64.", wrong.Message, StringComparison.Ordinal);
    }

    private static SecretSeal Seal(byte[]? key, bool raw = false)
    {
        if (key is null) { return new SecretSeal(new WebhookOptions()); }
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, raw ? Encoding.ASCII.GetString(key) : Convert.ToBase64String(key));
            return new SecretSeal(new WebhookOptions { KeyFile = file });
        }
        finally
        {
            File.Delete(file);
        }
    }
}
