using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Clearing.Gateway;

/// <summary>Signs events by the Standard Webhooks specification.</summary>
/// <remarks>
/// Computing one HMAC per key takes less code here than using a package would.
/// </remarks>
internal static class WebhookSignature
{
    /// <summary>
    /// The header <c>webhook-signature</c>: one signature per key, separated by spaces. Each signs
    /// the id, the timestamp and the body, joined by full stops.
    /// </summary>
    /// <param name="keys">One or more keys.</param>
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
