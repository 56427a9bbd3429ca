using Clearing.Access;

namespace Clearing.Gateway.Tests;

/// <summary>A real server that requires tokens, and callers with their roles.</summary>
public sealed class KeyedServer : IAsyncLifetime
{
    private readonly string _keys = Directory.CreateTempSubdirectory("clearing-keys-").FullName;
    private readonly RunningServer _server;

    public KeyedServer() => _server = new RunningServer
    {
        Settings =
        [
            "--environment", "Development", "--Gateway:Auth:DevelopmentKeyFile", KeyFile,
            "--Logging:LogLevel:Default", "Trace",
            "--Logging:LogLevel:Microsoft.AspNetCore.Server", "Trace",
            "--Logging:LogLevel:Microsoft.AspNetCore.Hosting", "Trace",
            "--Logging:LogLevel:Microsoft.AspNetCore.Routing", "Trace",
            "--Logging:LogLevel:Microsoft.AspNetCore.Authentication", "Trace",
            .. TracedServer.Settings,
        ],
    };

    internal RunningServer Server => _server;

    /// <summary>More settings.</summary>
    internal string[] More { init => _server.Settings = [.. _server.Settings, .. value]; }

    private string KeyFile => Path.Combine(_keys, "development.key");

    public async Task InitializeAsync()
    {
        Token("operator", "olga", "*");
        await _server.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_keys, recursive: true);
    }

    internal Task<Reply> As(string caller, string method, string path, string? body = null) =>
        _server.Send(method, "/v1/" + path, body, ("Authorization", "Bearer " + TokenOf(caller)));

    /// <summary>The token of <c>olga</c> and <c>otto</c>, operators of east and west, of
    /// <c>omar</c>, operator of all regions, of <c>ann</c>, an auditor, or of the seller of that name.</summary>
    internal string TokenOf(string caller) => caller switch
    {
        "olga" => Token("operator", caller, "east"),
        "otto" => Token("operator", caller, "west"),
        "omar" => Token("operator", caller, "*"),
        "ann" => Token("auditor", caller),
        _ => Token("seller", caller),
    };

    /// <summary>A seller's token with so much time left; it is accepted for 30 s more.</summary>
    internal string ShortToken(string seller, TimeSpan left) =>
        DevelopmentTokens.Create(KeyFile, "seller", seller, [], DateTime.UtcNow + left);

    internal async Task<string> OpenMarket(string name, string config)
    {
        var market = $"east/standard/{name}";
        Assert.Equal(201, (await As("olga", "PUT", $"markets/{market}", config)).Status);
        return market;
    }

    internal async Task Do(string caller, string method, string path, string body)
    {
        var reply = await As(caller, method, path, body);
        Assert.True(reply.Status < 300, reply.Text);
    }

    private string Token(string role, string subject, params string[] regions) =>
        DevelopmentTokens.Create(KeyFile, role, subject, regions, DateTime.UtcNow.AddHours(1));
}
