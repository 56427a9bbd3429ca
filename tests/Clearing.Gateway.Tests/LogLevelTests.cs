using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Clearing.Gateway.Tests;

/// <summary>How much a server logs is what its settings say, for every part of it.</summary>
public sealed class LogLevelTests
{
    private const string Own = "Clearing.Hosting.JournalNotices";
    private const string Access = "Clearing.Gateway.Access";
    private const string Web = "Microsoft.AspNetCore.Hosting";
    private const string Watchdog = "Orleans.Runtime.Watchdog";
    private const string SiloPart = "Orleans.Runtime.Silo";

    [Theory]
    [InlineData(Own, LogLevel.Information)]
    [InlineData(Web, LogLevel.Warning)]
    [InlineData(SiloPart, LogLevel.Warning)]
    [InlineData(Watchdog, LogLevel.Error)]
    [InlineData(Access, LogLevel.None)]
    public async Task Unless_told_otherwise_frameworks_only_warn(string part, LogLevel least) =>
        Assert.Equal(least, await LeastOf(part));

    [Theory]
    [InlineData("Default", "Error", Own, LogLevel.Error)]
    [InlineData("Default", "Error", SiloPart, LogLevel.Error)]
    [InlineData("Default", "None", Web, LogLevel.None)]
    [InlineData("Default", "Debug", Own, LogLevel.Debug)]
    [InlineData("Default", "Debug", SiloPart, LogLevel.Warning)]
    [InlineData("Orleans", "Debug", SiloPart, LogLevel.Debug)]
    [InlineData("Orleans.Runtime", "Trace", SiloPart, LogLevel.Trace)]
    [InlineData(Watchdog, "Information", Watchdog, LogLevel.Information)]
    [InlineData("Microsoft.AspNetCore", "Information", Web, LogLevel.Information)]
    [InlineData(Access, "Information", Access, LogLevel.Information)]
    [InlineData("Clearing", "Critical", Own, LogLevel.Critical)]
    public async Task A_level_that_is_set_holds(
        string name, string level, string part, LogLevel least) => Assert.Equal(
            least, await LeastOf(part, $"--Logging:LogLevel:{name}", level));

    [Fact]
    public void A_level_that_does_not_exist_ends_the_start() => Assert.ThrowsAny<Exception>(
        () => Build("--Logging:LogLevel:Default", "Chatty").Services
            .GetRequiredService<ILoggerFactory>().CreateLogger(Own));

    private static async Task<LogLevel> LeastOf(string part, params string[] settings)
    {
        await using var server = Build(settings);
        var log = server.Services.GetRequiredService<ILoggerFactory>().CreateLogger(part);
        return Enum.GetValues<LogLevel>()
            .First(level => level == LogLevel.None || log.IsEnabled(level));
    }

    private static Microsoft.AspNetCore.Builder.WebApplication Build(params string[] settings) =>
        Clearing.Silo.Server.Create(
            ["--Journal:Provider", "Memory", "--environment", "Development", .. settings]);
}
