using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Clearing.Benchmarks;

/// <summary>
/// Somebody who has a page of the console open: it loads the page, makes it live as a browser does,
/// and acknowledges every change without drawing it.
/// </summary>
/// <remarks>
/// The protocol is that between blazor.web.js and the server, as far as a page without a browser
/// needs it.
/// </remarks>
internal sealed partial class PageViewer : IAsyncDisposable
{
    private const int ObjectExpected = 1;

    private readonly HubConnection _connection;
    private readonly TaskCompletionSource _live =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private long _bytes;
    private long _last;

    private PageViewer(HubConnection connection)
    {
        _connection = connection;
        connection.On<long, byte[]>("JS.RenderBatch", Drawn);
        connection.On<long, string, string, int, long, int>("JS.BeginInvokeJS", Called);
        connection.On<string>("JS.Error", Broke);
    }

    /// <summary>What the server says broke the page; null if it lives.</summary>
    public string? Broken { get; private set; }

    /// <summary>The bytes of all changes so far.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>When the last change came; a time stamp.</summary>
    public long LastChange => Interlocked.Read(ref _last);

    /// <summary>Opens a page and waits until it is live.</summary>
    /// <param name="http">Connections to the server, with the reader's cookie.</param>
    /// <param name="cookie">The reader's cookie.</param>
    /// <param name="server">The server.</param>
    /// <param name="path">The page.</param>
    public static async Task<PageViewer> Open(
        HttpClient http, string cookie, Uri server, string path)
    {
        var address = new Uri(server, path);
        var page = await http.GetStringAsync(address);
        var markers = Marker().Matches(page).Select(found => found.Groups[1].Value)
            .Where(marker => marker.Contains("descriptor", StringComparison.Ordinal)).ToArray();
        var state = State().Match(page).Groups[1].Value;
        var builder = new HubConnectionBuilder().WithUrl(
            new Uri(server, "/_blazor"), HttpTransportType.WebSockets, options =>
            {
                options.SkipNegotiation = true;
                options.Headers["Cookie"] = cookie;
            });
        builder.Services.AddSingleton<IHubProtocol>(new BlazorPack());
        var viewer = new PageViewer(builder.Build());
        await viewer._connection.StartAsync();
        var circuit = await viewer._connection.InvokeAsync<string?>(
            "StartCircuit", server.ToString(), address.ToString(), "[]", state);
        WrongResultException.Unless(circuit is not null);
        await viewer._connection.SendAsync("UpdateRootComponents", Operations(markers), state);
        await viewer._live.Task.WaitAsync(TimeSpan.FromMinutes(2));
        return viewer;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();

    private static string Operations(string[] markers) => new JsonObject
    {
        ["batchId"] = 1,
        ["operations"] = new JsonArray(
        [
            .. markers.Select((marker, i) => new JsonObject
            {
                ["type"] = "add",
                ["ssrComponentId"] = i + 1,
                ["marker"] = JsonNode.Parse(marker),
            }),
        ]),
    }.ToJsonString();

    private Task Drawn(long batch, byte[] changes)
    {
        Interlocked.Add(ref _bytes, changes.Length);
        Interlocked.Exchange(ref _last, Stopwatch.GetTimestamp());
        return _connection.SendAsync("OnRenderCompleted", batch, null);
    }

    private void Broke(string error)
    {
        Broken = error;
        _live.TrySetException(new InvalidOperationException($"The page broke: {error}"));
    }

    // Calls into the browser are answered with null, or with an object where one is expected. The
    // page's script is called when the page is live.
    private Task Called(
        long task, string identifier, string arguments, int result, long target, int kind)
    {
        if (identifier.StartsWith("clearing.", StringComparison.Ordinal)) { _live.TrySetResult(); }
        return task == 0
            ? Task.CompletedTask
            : _connection.SendAsync(
                "EndInvokeJSFromDotNet", task, true,
                string.Create(CultureInfo.InvariantCulture, $"[{task},true,{Answer(task, result)}]"));
    }

    private static string Answer(long task, int result) => result == ObjectExpected
        ? string.Create(CultureInfo.InvariantCulture, $"{{\"__jsObjectId\":{task}}}")
        : "null";

    [GeneratedRegex("<!--Blazor:({.*?})-->", RegexOptions.CultureInvariant)]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->", RegexOptions.CultureInvariant)]
    private static partial Regex State();

    // The server's protocol is MessagePack's under a name of its own.
    private sealed class BlazorPack : IHubProtocol
    {
        private readonly MessagePackHubProtocol _inner = new();

        public string Name => "blazorpack";

        public int Version => _inner.Version;

        public TransferFormat TransferFormat => _inner.TransferFormat;

        public bool IsVersionSupported(int version) => _inner.IsVersionSupported(version);

        public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) =>
            _inner.GetMessageBytes(message);

        public bool TryParseMessage(
            ref System.Buffers.ReadOnlySequence<byte> input, IInvocationBinder binder,
            [NotNullWhen(true)] out HubMessage? message) => _inner.TryParseMessage(ref input, binder, out message);

        public void WriteMessage(HubMessage message, System.Buffers.IBufferWriter<byte> output) =>
            _inner.WriteMessage(message, output);
    }
}
