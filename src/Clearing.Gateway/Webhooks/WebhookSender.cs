using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Clearing.Contracts;
using Clearing.Market;
using Microsoft.Extensions.Options;

namespace Clearing.Gateway;

/// <summary>
/// Sends events over HTTP. A receiver can neither delay nor redirect it.
/// </summary>
/// <remarks>
/// Redirects, cookies and proxies are off, response bodies are not read, and a connection
/// goes only to an address that the policy allows. A failure is reported as a code, never with the
/// receiver's answer.
/// </remarks>
internal sealed class WebhookSender : IWebhookSender, IDisposable
{
    private const int MaxHeaderKilobytes = 16;
    private const int MaxDrainedBytes = 16 * 1024;
    private const int MaxConnections = 64;

    // Whoever asks for a test waits for its result, and a call waits 15 s by default.
    private static readonly TimeSpan TestTimeout = TimeSpan.FromSeconds(10);
    private static readonly ProductInfoHeaderValue Agent = new("clearing-webhooks", "1");

    private readonly HttpMessageInvoker _http;
    private readonly WebhookPolicy _policy;
    private readonly SecretSeal _seal;
    private readonly WebhookMetrics _measures;
    private readonly WebhookPace _pace;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _timeout;

    public WebhookSender(
        WebhookPolicy policy, SecretSeal seal, WebhookMetrics metrics, WebhookPace pace,
        TimeProvider clock, IOptions<WebhookOptions> options)
    {
        (_policy, _seal, _measures, _pace, _clock) = (policy, seal, metrics, pace, clock);
        _timeout = options.Value.Timeout;
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            ConnectCallback = Connect,
            ConnectTimeout = _timeout,
            MaxConnectionsPerServer = MaxConnections,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            MaxResponseDrainSize = MaxDrainedBytes,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        });
    }

    /// <inheritdoc/>
    public async Task<DeliveryResult> Send(
        WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var result = await Try(delivery, cancellationToken).ConfigureAwait(false);
        _measures.Tried(result, isLast: _pace.WaitAfter(delivery.Try) is null);
        if (delivery is { Posting: { } entry, Try: 1 } && result.Answer == ReceiverAnswer.Taken)
        {
            _measures.Lag(_clock.GetUtcNow() - entry.RecordedAt);
        }
        return result;
    }

    public void Dispose() => _http.Dispose();

    private async Task<DeliveryResult> Try(
        WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var url = new Uri(delivery.Url);
        if (_policy.Refusal(url) is not null)
        {
            return DeliveryResult.Failed("ADDRESS_NOT_ALLOWED");
        }
        byte[][] keys = [.. delivery.Secrets.Select(_seal.Open).OfType<byte[]>()];
        if (keys.Length == 0) { return DeliveryResult.Failed("SECRET_UNREADABLE"); }
        using var patience = new CancellationTokenSource(
            IsTest(delivery) && TestTimeout < _timeout ? TestTimeout : _timeout, _clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(
            patience.Token, cancellationToken);
        using var message = MessageOf(delivery, url, keys);
        try
        {
            using var answer = await _http.SendAsync(message, limit.Token).ConfigureAwait(false);
            return ResultOf(answer, _clock.GetUtcNow());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return DeliveryResult.Failed("TIMEOUT");
        }
        catch (HttpRequestException failure)
        {
            return DeliveryResult.Failed(ReasonOf(failure));
        }
    }

    private static bool IsTest(WebhookDelivery delivery) =>
        delivery is { Posting: null, Round: null, Notice: null, Fact: null, BidFact: null };

    private HttpRequestMessage MessageOf(WebhookDelivery delivery, Uri url, byte[][] keys)
    {
        var body = WebhookPayload.BodyOf(delivery);
        var now = _clock.GetUtcNow().ToUnixTimeSeconds();
        var message = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ByteArrayContent(body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
        message.Headers.UserAgent.Add(Agent);
        message.Headers.Add("webhook-id", delivery.MessageId);
        message.Headers.Add("webhook-timestamp", now.ToString(CultureInfo.InvariantCulture));
        message.Headers.Add(
            "webhook-signature", WebhookSignature.Of(keys, delivery.MessageId, now, body));
        return message;
    }

    /// <summary>The result of an answer. An unreadable <c>Retry-After</c> is ignored.</summary>
    internal static DeliveryResult ResultOf(HttpResponseMessage answer, DateTimeOffset now) =>
        answer.StatusCode switch
        {
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => DeliveryResult.Taken,
            HttpStatusCode.Gone => new DeliveryResult(ReceiverAnswer.Gone, "HTTP_410"),
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable =>
                DeliveryResult.Failed($"HTTP_{(int)answer.StatusCode}") with
                {
                    RetryAfter = answer.Headers.RetryAfter is { } after
                        ? after.Delta ?? after.Date - now
                        : null,
                },
            var status => DeliveryResult.Failed($"HTTP_{(int)status}"),
        };

    private static string ReasonOf(HttpRequestException failure) => failure switch
    {
        { InnerException: AddressRefusedException } => "ADDRESS_NOT_ALLOWED",
        { HttpRequestError: HttpRequestError.NameResolutionError } => "NAME_UNKNOWN",
        { HttpRequestError: HttpRequestError.SecureConnectionError } => "TLS_FAILED",
        { HttpRequestError: HttpRequestError.ConnectionError } => "UNREACHABLE",
        _ => "NO_ANSWER",
    };

    private async ValueTask<Stream> Connect(
        SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var to = context.DnsEndPoint;
        var addresses =
            await Dns.GetHostAddressesAsync(to.Host, cancellationToken).ConfigureAwait(false);
        IPAddress[] allowed = [.. addresses.Where(_policy.Allows)];
        if (allowed.Length == 0) { throw new AddressRefusedException(); }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, to.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class AddressRefusedException : Exception;
}
