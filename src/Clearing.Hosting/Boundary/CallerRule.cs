using Clearing.Access;

namespace Clearing.Hosting;

/// <summary>
/// Decides at start whether a silo may be called by clients with the tokens that it accepts.
/// </summary>
internal static class CallerRule
{
    /// <summary>Refuses a silo that would trust every gateway with every seller.</summary>
    /// <param name="options">Who reaches the silo, and what the command line said.</param>
    /// <param name="keys">Which tokens it accepts.</param>
    /// <param name="environment">Production needs keys, or the word <c>--no-auth</c>.</param>
    /// <exception cref="WrongSettingException">The silo must not start.</exception>
    /// <exception cref="ArgumentException">A key file cannot be read.</exception>
    public static void Check(ServerOptions options, TokenKeys keys, IHostEnvironment environment)
    {
        var cluster = options.Cluster;
        // Without a port for clients the gateway in this process decides.
        if (cluster.Clustering == Clustering.Localhost && cluster.GatewayPort is null) { return; }
        if (Refusal(options, keys, environment) is { } refusal)
        {
            throw new WrongSettingException(refusal);
        }
        // A key that cannot be read ends the start, and not each call.
        if (keys.Required) { _ = keys.Checks(); }
    }

    private static string? Refusal(
        ServerOptions options, TokenKeys keys, IHostEnvironment environment)
    {
        if (keys.AreForDevelopment && environment.IsProduction())
        {
            return $"{AuthOptions.Section}:DevelopmentKeyFile is not for Production; start with "
                + "--environment Development or name an Authority or PublicKeyFile.";
        }
        if (keys.Required)
        {
            return options.NoAuth
                ? $"--no-auth contradicts {AuthOptions.Section}: leave out one of them."
                : null;
        }
        if (!options.Cluster.IsOnLoopback)
        {
            return $"{AuthOptions.Section} is missing: a silo checks its callers' tokens itself. "
                + "Name what its gateways name; only silos whose Cluster:Address is a loopback "
                + "address do without.";
        }
        return options.NoAuth || !environment.IsProduction()
            ? null
            : $"no keys are configured: name {AuthOptions.Section}:Authority or PublicKeyFile, "
                + "or start with --no-auth to serve this machine alone.";
    }
}
