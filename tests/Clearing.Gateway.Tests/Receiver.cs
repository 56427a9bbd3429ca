using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Clearing.Gateway.Tests;

/// <summary>A receiver of webhooks on this machine that keeps all events.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Sent> _sent = new();

    private Receiver(WebApplication app)
    {
        _app = app;
        app.Run(Take);
    }

    /// <summary>The answer to an event; by default 204.</summary>
    internal Func<Sent, HttpContext, Task> Answer { get; set; } = (_, context) =>
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    };

    internal string Url => _app.Urls.First() + "/hook";

    internal Sent[] All => [.. _sent];

    internal static async Task<Receiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var receiver = new Receiver(app);
        await app.StartAsync();
        return receiver;
    }

    internal void AnswerWith(Func<Sent, int> status) => Answer = (sent, context) =>
    {
        context.Response.StatusCode = status(sent);
        return Task.CompletedTask;
    };

    /// <summary>Waits until the given number of different events has arrived.</summary>
    internal Task<Sent[]> Get(int events) =>
        Patience.Until(() => All, all => all.Select(sent => sent.Id).Distinct().Count() >= events);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task Take(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var headers = context.Request.Headers;
        var sent = new Sent(
            headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(),
            headers["webhook-signature"].ToString(), await reader.ReadToEndAsync(),
            headers.ToDictionary(header => header.Key, header => header.Value.ToString()));
        _sent.Enqueue(sent);
        await Answer(sent, context);
    }

    internal sealed record Sent(
        string Id, string Timestamp, string Signature, string Body, Dictionary<string, string> Headers)
    {
        internal JsonNode Json => JsonNode.Parse(Body)!;

        internal long Number => (long)Json["number"]!;

        /// <summary>Checks the signature by the Standard Webhooks specification.</summary>
        internal bool IsSignedWith(string secret)
        {
            var key = Convert.FromBase64String(secret["whsec_".Length..]);
            var content = Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.{Body}");
            var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, content));
            return Signature.Split(' ').Contains(expected);
        }
    }
}
