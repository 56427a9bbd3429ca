using Clearing.SampleMarkets;
using Clearing.Silo;
using Clearing.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Clearing.Pages.Tests.Browser;

/// <summary>A real server with its console, on a free port and a SQLite file of its own.</summary>
public sealed class ConsoleServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clearing-console-").FullName;
    private WebApplication? _server;
    private string _url = "http://127.0.0.1:0";

    internal LogLines Log { get; } = new();

    internal string[] Settings { get; init; } = [];

    /// <summary>Changes the services of the server before it starts.</summary>
    internal Action<IServiceProvider> Prepare { get; init; } = _ => { };

    internal string Url => _url;

    internal string Folder => _folder;

    internal IGrainFactory Grains => _server!.Services.GetRequiredService<IGrainFactory>();

    public async Task Start()
    {
        _server = Server.Create(
        [
            "--environment", "Development", "--urls", _url, "--Journal:Path", Path.Combine(_folder, "c.db"),
            "--Logging:Console:LogLevel:Default", "None", .. Settings,
        ]);
        _server.Services.KeepSmall();
        _server.Services.GetRequiredService<ILoggerFactory>().AddProvider(Log);
        Prepare(_server.Services);
        await _server.StartAsync();
        _url = _server.Urls.First();
    }

    /// <summary>Ends it at once, with all connections; its file and port stay as they were.</summary>
    public async Task Kill()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        try
        {
            await _server!.StopAsync(now.Token);
        }
        catch (OperationCanceledException)
        {
            // That is what is asked for.
        }
        await _server!.DisposeAsync();
        _server = null;
    }

    public Task FillWithSample() => new SampleWorld(Grains, TimeProvider.System).Fill();

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) { await Kill(); }
        Directory.Delete(_folder, recursive: true);
    }
}
