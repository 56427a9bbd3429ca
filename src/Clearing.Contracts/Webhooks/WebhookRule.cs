namespace Clearing.Contracts;

/// <summary>What a webhook may be, and how many a source may have.</summary>
public static class WebhookRule
{
    /// <summary>The most webhooks that a source may have.</summary>
    public const int MaxWebhooks = 10;

    /// <summary>The most characters that an address may have.</summary>
    public const int MaxUrlLength = 2_000;

    /// <summary>
    /// True for an absolute http or https address without user, password and fragment.
    /// </summary>
    /// <param name="url">The address.</param>
    public static bool IsUrl(string? url) =>
        url is { Length: > 0 and <= MaxUrlLength }
        && !url.AsSpan().ContainsAnyExceptInRange('!', '~')
        && Uri.TryCreate(url, UriKind.Absolute, out var read)
        && read.Scheme is "http" or "https"
        && read.Host.Length > 0 && read.UserInfo.Length == 0 && read.Fragment.Length == 0;
}
