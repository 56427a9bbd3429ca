using System.Reflection;
using Clearing.Gateway;

namespace Clearing.Silo;

/// <summary>What the command line may be.</summary>
internal static class Usage
{
    /// <summary>The answer to a command line that asks for help or the version; null for another.</summary>
    /// <param name="args">The command line.</param>
    public static string? Answer(string[] args) =>
        args.Any(text => text is "--help" or "-h" or "-?") ? Help
        : args is ["--version"] ? Version
        : null;

    private static string Version { get; } = typeof(Usage).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private static string Help { get; } = $"""
        usage: clearing-silo [{NoAuthArgument.Word}] [{UnsealedArgument.Word}] [--NAME VALUE]...   a server
               clearing-silo {SampleServer.Switch}                            one with sample markets
               clearing-silo {SchemaCommand.Word} [--{SchemaCommand.Scripts} FOLDER] [--NAME VALUE]...
                                                                 makes the tables

        Settings come from appsettings.json, the environment (Journal__Path) and the command line
        (--Journal:Path FILE). README.md, docs/operations.md and the READMEs of src/Clearing.Gateway
        and src/Clearing.Console say what they mean:

          {string.Join("\n  ", Server.SettingNames)}
          Cluster:Tls (off), or Cluster:Tls:CertificateFile and others beside it

        --urls and the settings of Kestrel and Logging are those of ASP.NET Core.
        """;
}
