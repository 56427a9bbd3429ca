using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Clearing.Gateway;

/// <summary>Signs after the Standard Webhooks specification.</summary>
/// <remarks>
/// Written by hand: it is one HMAC for each key, less code than the use of a package would be.
/// </remarks>
internal static class WebhookSignature
{
    /// <summary>
    /// The header <c>webhook-signature</c>: one signature for each key, apart by spaces. What is
    /// signed is the id, the timestamp and the body, with a full stop between.
    /// </summary>
    /// <param name="keys">The keys, one at least.</param>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="timestamp">The header <c>webhook-timestamp</c>: seconds since 1970.</param>
    /// <param name="body">The body.</param>
    public static string Of(
        IEnumerable<byte[]> keys, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}."));
        byte[] content = [.. head, .. body];
        return string.Join(
            ' ',
            keys.Select(key => "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, content))));
    }
}
