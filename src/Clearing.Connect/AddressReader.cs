using System.Globalization;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Clearing.Connect;

/// <summary>Reads an address from a configuration and refuses what cannot be meant.</summary>
internal static class AddressReader
{
    private static readonly string[] Mine =
    [
        nameof(ClusterAddress.Id), nameof(ClusterAddress.ServiceId),
        nameof(ClusterAddress.ConnectionString), nameof(ClusterAddress.GatewayPort),
        nameof(ClusterAddress.CallTimeout), TlsSetting.Name,
    ];

    // Silos and clients may share one file: what only silos read is no mistake.
    private static readonly string[] OfSilos = ["Clustering", "Address", "SiloPort", "SiloKeyFile"];

    internal static ClusterAddress Read(IConfigurationSection section)
    {
        RefuseStrangers(section);
        var address = new ClusterAddress();
        address.Id = Text(section, nameof(address.Id)) ?? address.Id;
        address.ServiceId = Text(section, nameof(address.ServiceId)) ?? address.ServiceId;
        address.ConnectionString = Database(section, nameof(address.ConnectionString));
        address.GatewayPort = Port(section, nameof(address.GatewayPort)) ?? address.GatewayPort;
        address.CallTimeout = Time(section, nameof(address.CallTimeout)) ?? address.CallTimeout;
        address.Tls = TlsSetting.Read(section);
        return address;
    }

    private static void RefuseStrangers(IConfigurationSection section)
    {
        string[] known = [.. Mine, .. OfSilos];
        var strange = section.GetChildren()
            .FirstOrDefault(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase));
        if (strange is not null)
        {
            throw new ArgumentException(
                $"{strange.Path} is not a setting; known are {string.Join(", ", Mine)}.");
        }
    }

    private static string? Text(IConfigurationSection section, string name) =>
        section[name] is { } text && string.IsNullOrWhiteSpace(text)
            ? throw new ArgumentException($"{section.Path}:{name} is empty; leave it out or fill it in.")
            : section[name];

    private static string? Database(IConfigurationSection section, string name)
    {
        if (Text(section, name) is not { } text) { return null; }
        try
        {
            return new NpgsqlConnectionStringBuilder(text) is { Host: not null }
                ? text
                : throw new ArgumentException("it names no Host");
        }
        catch (ArgumentException wrong)
        {
            // The text itself may hold a password.
            throw new ArgumentException(
                $"{section.Path}:{name} is no connection string of PostgreSQL: {wrong.Message}", wrong);
        }
    }

    private static int? Port(IConfigurationSection section, string name)
    {
        if (Text(section, name) is not { } text) { return null; }
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is >= 1 and <= 65_535
            ? port
            : throw Wrong(section, name, text, "a whole number from 1 to 65535");
    }

    private static TimeSpan? Time(IConfigurationSection section, string name)
    {
        if (Text(section, name) is not { } text) { return null; }
        return TimeSpan.TryParseExact(text, "hh\\:mm\\:ss", CultureInfo.InvariantCulture, out var time)
            && time > TimeSpan.Zero
            ? time
            : throw Wrong(
                section, name, text, "hours, minutes and seconds like 00:00:30, above zero");
    }

    private static ArgumentException Wrong(
        IConfigurationSection section, string name, string text, string allowed) =>
        new($"{section.Path}:{name} is '{text}'; it must be {allowed}.");
}
