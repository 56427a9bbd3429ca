using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Clearing.Access;

namespace Clearing.Gateway.Tests;

// Who a caller is: by its own token alone, and to the letter.
public sealed partial class AccessTests
{
    [Fact]
    public async Task A_seller_of_the_same_name_in_other_letters_is_another_one()
    {
        var reads = await Send("GET", "/v1/sellers/acme/ledger", Token("seller", "Acme"));
        var acts = await Send("PUT", "/v1/sellers/acme/webhooks/h", Token("seller", "ACME"), "{}");

        Assert.Equal((403, "FORBIDDEN"), (reads.Status, reads.Code));
        Assert.Equal((403, "FORBIDDEN"), (acts.Status, acts.Code));
    }

    [Fact]
    public async Task A_token_that_is_expired_unsigned_or_signed_by_others_is_refused()
    {
        var other = DevelopmentTokens.Create(
            Path.Combine(_keys, "other.key"), "operator", "olga", ["*"], DateTime.UtcNow.AddHours(1));
        var old = DevelopmentTokens.Create(
            KeyFile, "operator", "olga", ["*"], DateTime.UtcNow.AddMinutes(-2));
        var parts = Token("operator", "olga", "*").Split('.');
        var unsigned = $"eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{parts[1]}.";

        foreach (var token in new[] { other, old, unsigned, "x", parts[0] + "." + parts[1] + "." })
        {
            var reply = await Send("GET", "/v1/markets", token);
            Assert.Equal((401, "UNAUTHENTICATED"), (reply.Status, reply.Code));
        }
    }

    [Theory]
    [InlineData(null, 401)]
    [InlineData("\"\"", 401)]
    [InlineData("\"olga smith\"", 401)]
    [InlineData("\"ol\\u00e9a\"", 401)]
    [InlineData("[\"olga\",\"otto\"]", 401)]
    [InlineData("\"auth0|abc\"", 200)]
    public async Task A_caller_without_one_subject_is_nobody(string? subject, int status)
    {
        var reply = await Send("GET", "/v1/markets", Signed(ClaimsWith(subject)));

        Assert.Equal(status, reply.Status);
    }

    [Theory]
    [InlineData(128, 200)]
    [InlineData(129, 401)]
    public async Task A_subject_is_as_long_as_an_id(int length, int status)
    {
        var subject = $"\"{new string('o', length)}\"";
        var reply = await Send("GET", "/v1/markets", Signed(ClaimsWith(subject)));

        Assert.Equal(status, reply.Status);
    }

    [Fact]
    public async Task A_token_that_never_expires_is_refused()
    {
        var claims = ClaimsWith("\"olga\"");
        var expiring = await Send("GET", "/v1/markets", Signed(claims));
        claims.Remove("exp");
        var endless = await Send("GET", "/v1/markets", Signed(claims));

        Assert.Equal((200, 401), (expiring.Status, endless.Status));
    }

    // The claims of an operator whose subject is this JSON; null for none.
    private JsonObject ClaimsWith(string? subject)
    {
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(
            Token("operator", "olga", "*").Split('.')[1]))!.AsObject();
        claims.Remove("sub");
        if (subject is not null) { claims["sub"] = JsonNode.Parse(subject); }
        return claims;
    }
}
