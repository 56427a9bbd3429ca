using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Clearing.Gateway;

/// <summary>Decides at start whether a server may run with the keys that it has.</summary>
internal static class StartRule
{
    /// <summary>Why the server must not start; null if it may.</summary>
    /// <param name="keys">The keys of the tokens that it accepts.</param>
    /// <param name="noAuth">True if the start asked explicitly to serve without keys.</param>
    /// <param name="environment">Production needs keys or <c>--no-auth</c>.</param>
    /// <param name="configuration">It names the addresses on which the server listens.</param>
    public static string? Refusal(
        TokenKeys keys, bool noAuth, IHostEnvironment environment, IConfiguration configuration)
    {
        if (noAuth && keys.Required)
        {
            return $"--no-auth contradicts {AuthOptions.Section}: leave out one of them.";
        }
        if (keys.AreForDevelopment && environment.IsProduction())
        {
            return $"{AuthOptions.Section}:DevelopmentKeyFile is not for Production; start with "
                + "--environment Development or name an Authority or PublicKeyFile.";
        }
        if (noAuth && Addresses(configuration).FirstOrDefault(IsPublic) is { } address)
        {
            return $"--no-auth serves this machine alone, but the server is told to listen on "
                + $"'{address}'; use localhost, 127.0.0.1 or [::1].";
        }
        return keys.Required || noAuth || !environment.IsProduction()
            ? null
            : $"no keys are configured: name {AuthOptions.Section}:Authority or PublicKeyFile, "
                + "or start with --no-auth to serve this machine alone.";
    }

    private static IEnumerable<string> Addresses(IConfiguration configuration)
    {
        var urls = Parts(configuration["urls"]);
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren()
            .Select(endpoint => endpoint["Url"]).OfType<string>();
        // A port alone means every address, but counts only if no URL is configured.
        var ports = Parts(configuration["http_ports"]).Concat(Parts(configuration["https_ports"]))
            .Select(port => $"http://*:{port}");
        string[] named = [.. urls, .. endpoints];
        return named.Length > 0 ? named : ports;
    }

    private static string[] Parts(string? list) => (list ?? "").Split(
        ';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsPublic(string address)
    {
        var host = BindingAddress.Parse(address).Host.Trim('[', ']');
        return host is not "localhost"
            && !(IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
    }
}
