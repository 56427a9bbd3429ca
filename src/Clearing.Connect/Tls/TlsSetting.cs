using Clearing.Settings;
using Microsoft.Extensions.Configuration;

namespace Clearing.Connect;

/// <summary>
/// How a process secures its connections to the cluster: <c>Cluster:Tls</c> is <c>off</c>, or a
/// section with the files of mutual TLS.
/// </summary>
/// <param name="IsOff">True for no TLS, which only loopback addresses allow.</param>
/// <param name="Files">The files; null if none are configured.</param>
public sealed record TlsSetting(bool IsOff, TlsFiles? Files)
{
    /// <summary>The setting's name in the section <c>Cluster</c>.</summary>
    public const string Name = "Tls";

    private static readonly string[] Members =
    [
        nameof(TlsFiles.CertificateFile), nameof(TlsFiles.KeyFile), nameof(TlsFiles.AuthorityFile),
        nameof(TlsFiles.DenyFile),
    ];

    /// <summary>TLS is not configured.</summary>
    public static TlsSetting None { get; } = new(IsOff: false, Files: null);

    /// <summary>Reads the setting from the section <c>Cluster</c>.</summary>
    /// <param name="cluster">The section.</param>
    /// <exception cref="WrongSettingException">A value is wrong or missing.</exception>
    public static TlsSetting Read(IConfigurationSection cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        var section = cluster.GetSection(Name);
        if (section.Value is { } word)
        {
            return word.Equals("off", StringComparison.OrdinalIgnoreCase)
                ? new TlsSetting(IsOff: true, Files: null)
                : throw new WrongSettingException(
                    $"{section.Path} is '{word}'; it must be off, or name its files "
                    + $"({string.Join(", ", Members.Select(member => $"{section.Path}:{member}"))}).");
        }
        if (section.GetChildren().FirstOrDefault(child => !Members.Contains(
                child.Key, StringComparer.OrdinalIgnoreCase)) is { } strange)
        {
            throw new WrongSettingException(
                $"{strange.Path} is not a setting; known are {string.Join(", ", Members)}.");
        }
        return section.GetChildren().Any()
            ? new TlsSetting(false, Files: ReadFiles(section))
            : None;
    }

    private static TlsFiles ReadFiles(IConfigurationSection section) => new(
        Needed(section, nameof(TlsFiles.CertificateFile)),
        Needed(section, nameof(TlsFiles.KeyFile)),
        Needed(section, nameof(TlsFiles.AuthorityFile)),
        section[nameof(TlsFiles.DenyFile)]);

    private static string Needed(IConfigurationSection section, string name) =>
        section[name] is { Length: > 0 } path
            ? path
            : throw new WrongSettingException(
                $"{section.Path}:{name} is missing; mutual TLS needs a certificate, its key and the "
                + "cluster's authority.");
}
