using System.Diagnostics;

namespace Clearing.Processes.ManySilos.Network;

/// <summary>
/// A bridge on this machine, with one network namespace per silo, whose cable can be cut.
/// </summary>
internal sealed class SiloNetwork : IDisposable
{
    private const string Subnet = "10.77.0";
    private const int FirstSilo = 10;
    private readonly string _bridge = $"clr{Environment.ProcessId}";
    private readonly List<NetworkPlace> _places = [];
    private int _made;

    private SiloNetwork()
    {
        Ip($"link add {_bridge} type bridge");
        try
        {
            Ip($"addr add {Host}/24 dev {_bridge}");
            Ip($"link set {_bridge} up");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The address of everything that is not a silo.</summary>
    internal static string Host => $"{Subnet}.1";

    /// <summary>All addresses, which PostgreSQL must admit.</summary>
    internal static string All => $"{Subnet}.0/24";

    /// <summary>A network, or null and the reason if this machine does not allow one.</summary>
    internal static (SiloNetwork? Network, string Refusal) Make()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return (null, "network namespaces need root on Linux");
        }
        try
        {
            return (new SiloNetwork(), "");
        }
        catch (Exception refused) when (
            refused is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return (null, refused.Message);
        }
    }

    /// <summary>Adds a namespace with its own address.</summary>
    internal NetworkPlace Add()
    {
        lock (_places)
        {
            var number = ++_made;
            var (name, cable) = ($"{_bridge}-{number}", $"{_bridge}v{number}");
            var address = $"{Subnet}.{FirstSilo + number}";
            Ip($"netns add {name}");
            var place = new NetworkPlace(name, cable, address);
            _places.Add(place);
            Ip($"link add {cable} type veth peer name eth0 netns {name}");
            Ip($"link set {cable} master {_bridge} up");
            Ip($"-n {name} link set lo up");
            Ip($"-n {name} addr add {address}/24 dev eth0");
            Ip($"-n {name} link set eth0 up");
            return place;
        }
    }

    public void Dispose()
    {
        foreach (var place in _places) { Ip($"netns del {place.Name}"); }
        Ip($"link del {_bridge}");
    }

    /// <summary>Runs <c>ip</c>.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message is its own.</exception>
    internal static void Ip(string arguments)
    {
        using var ip = Process.Start(
            new ProcessStartInfo("ip", arguments) { RedirectStandardError = true })!;
        var error = ip.StandardError.ReadToEnd();
        ip.WaitForExit();
        if (ip.ExitCode != 0)
        {
            throw new InvalidOperationException($"ip {arguments}: {error.Trim()}");
        }
    }
}
