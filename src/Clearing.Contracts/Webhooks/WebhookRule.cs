namespace Clearing.Contracts;

/// <summary>Limits on webhooks and their addresses.</summary>
public static class WebhookRule
{
    /// <summary>The maximum number of webhooks of one source.</summary>
    public const int MaxWebhooks = 10;

    /// <summary>The maximum length of an address, in characters.</summary>
    public const int MaxUrlLength = 2_000;

    /// <summary>
    /// True for an absolute http or https URL without user name, password or fragment, of
    /// printable ASCII characters and at most <see cref="MaxUrlLength"/> long.
    /// </summary>
    /// <param name="url">The address.</param>
    public static bool IsUrl(string? url) =>
        url is { Length: > 0 and <= MaxUrlLength }
        && !url.AsSpan().ContainsAnyExceptInRange('!', '~')
        && Uri.TryCreate(url, UriKind.Absolute, out var read)
        && read.Scheme is "http" or "https"
        && read.Host.Length > 0 && read.UserInfo.Length == 0 && read.Fragment.Length == 0;
}
