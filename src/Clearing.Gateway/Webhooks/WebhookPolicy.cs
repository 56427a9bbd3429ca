using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Clearing.Gateway;

/// <summary>Decides which receivers are allowed: by default only public https URLs.</summary>
/// <remarks>
/// A seller chooses the address and the server connects to it, so without this a seller could reach
/// addresses that only the server can. Every resolved address is checked before it is used.
/// </remarks>
/// <param name="options">The operator's settings.</param>
/// <param name="environment">
/// In Development everything is allowed unless configured otherwise.
/// </param>
internal sealed class WebhookPolicy(IOptions<WebhookOptions> options, IHostEnvironment environment)
{
    private bool AllowHttp => options.Value.AllowHttp ?? environment.IsDevelopment();

    private bool AllowPrivate => options.Value.AllowPrivate ?? environment.IsDevelopment();

    /// <summary>Why a URL is refused before its name is resolved; null if it is not.</summary>
    public string? Refusal(Uri url)
    {
        if (!AllowHttp && url.Scheme != Uri.UriSchemeHttps) { return "must be https"; }
        var host = url.DnsSafeHost;
        var allowed = IPAddress.TryParse(host, out var address)
            ? Allows(address)
            : AllowPrivate || !IsOwnName(host.TrimEnd('.'));
        return allowed ? null : "must be on the public internet";
    }

    /// <summary>True if a connection may go to this address.</summary>
    public bool Allows(IPAddress address) => AllowPrivate || PublicAddress.Is(address);

    private static bool IsOwnName(string host) =>
        host is "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal);
}
