using System.Collections.Concurrent;
using System.Net;

namespace Clearing.Gateway.Tests;

/// <summary>A proxy that lets everything pass, and keeps what it was asked for.</summary>
internal sealed class AskedProxy : IWebProxy
{
    private readonly ConcurrentBag<string> _asked = [];

    public ICredentials? Credentials { get; set; }

    internal IEnumerable<string> AskedFor => _asked;

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : destination;

    public bool IsBypassed(Uri host)
    {
        _asked.Add(host.AbsoluteUri);
        return true;
    }
}
