using System.Net.Http.Headers;
using System.Text;
using Clearing.Sealing;
using Clearing.Silo;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Clearing.Gateway.Tests;

/// <summary>A real server on a free port of this machine, with its own SQLite file.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clearing-gateway-").FullName;
    private WebApplication? _server;
    private int _markets;

    internal LogLines Log { get; } = new();

    internal HttpClient Http { get; } =
        new(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 });

    internal string[] Settings { get; set; } = [];

    internal IServiceProvider Services => _server!.Services;

    public async Task InitializeAsync() => await Start();

    public async Task DisposeAsync()
    {
        await Stop();
        Http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private bool HasKeys => Settings.Any(setting => setting.Contains("Gateway:Auth"));

    internal string Folder => _folder;

    /// <summary>The key file of the journal in a server's folder.</summary>
    internal static string KeyFileIn(string folder) => Path.Combine(folder, "keys");

    internal string Url { get; init; } = "http://127.0.0.1:0";

    internal IEnumerable<Microsoft.AspNetCore.Routing.RouteEndpoint> Endpoints =>
        ((Microsoft.AspNetCore.Routing.IEndpointRouteBuilder)_server!).DataSources
            .SelectMany(source => source.Endpoints)
            .OfType<Microsoft.AspNetCore.Routing.RouteEndpoint>();

    internal Uri Address => new(_server!.Urls.First());

    internal async Task Restart(Func<Task>? whileDown = null)
    {
        await Stop();
        if (whileDown is not null) { await whileDown(); }
        await Start();
    }

    /// <summary>Opens a market that no other test uses, with some capacity.</summary>
    internal async Task<string> OpenMarket(string config = "{}", long capacity = 1_000)
    {
        var market = $"test/standard/m{Interlocked.Increment(ref _markets)}";
        var opened = await Send("PUT", $"/v1/markets/{market}", config);
        Assert.Equal(201, opened.Status);
        await Send("POST", $"/v1/markets/{market}/capacity", $$"""{"change_id":"c","delta":{{capacity}}}""");
        return market;
    }

    internal async Task<Reply> Send(
        string method, string path, string? body = null, params (string Name, string Value)[] headers) =>
        await SendAs("application/json", method, path, body, headers);

    internal async Task<Reply> SendAs(
        string contentType, string method, string path, string? body,
        params (string Name, string Value)[] headers)
    {
        using var message = new HttpRequestMessage(new HttpMethod(method), new Uri(Address, path));
        if (body is not null)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            message.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        }
        foreach (var (name, value) in headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content!.Headers.TryAddWithoutValidation(name, value);
            }
        }
        using var answer = await Http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
        // A feed has no end; FeedTests read feeds.
        var endless = answer.Content.Headers.ContentType?.MediaType == "text/event-stream";
        var text = endless ? "" : await answer.Content.ReadAsStringAsync();
        var reply = new Reply((int)answer.StatusCode, text, answer);
        await Contract.Check(this, method, path, reply);
        return reply;
    }

    private async Task Start()
    {
        _server = Server.Create(
        [
            .. HasKeys ? Array.Empty<string>() : ["--no-auth"], "--urls", Url,
            "--Journal:Path", Path.Combine(_folder, "c.db"), "--Journal:KeyFile", Keys(),
            // The console belongs to the command line under test.
            "--Logging:Console:LogLevel:Default", "None", .. Settings,
        ]);
        _server.Services.KeepSmall();
        ((ILoggerFactory)_server.Services.GetService(typeof(ILoggerFactory))!).AddProvider(Log);
        await _server.StartAsync();
    }

    private string Keys()
    {
        var path = KeyFileIn(_folder);
        if (!File.Exists(path)) { KeyFile.Add(path, "test", SystemSecrets.Instance); }
        return path;
    }

    private async Task Stop()
    {
        if (_server is null) { return; }
        await _server.StopAsync();
        await _server.DisposeAsync();
    }
}
