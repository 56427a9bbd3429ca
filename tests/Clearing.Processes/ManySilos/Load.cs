using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Processes.ManySilos;

/// <summary>Sellers that bid without a pause, through the Orleans client and through HTTP.</summary>
internal sealed class Load
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ProcessCluster _cluster;
    private readonly string[] _markets;
    private readonly Task[] _sellers;
    private readonly Lock _gate = new();
    private long _lastAnswer = Stopwatch.GetTimestamp();
    private TimeSpan _maxGap;

    internal Load(ProcessCluster cluster, string[] markets, int callers, int httpCallers)
    {
        (_cluster, _markets) = (cluster, markets);
        _sellers =
        [
            .. Enumerable.Range(1, callers).Select(n => Bid(LikeNumber(n), Call)),
            .. Enumerable.Range(1, httpCallers).Select(n => BidOverHttp($"h{n}")),
        ];
    }

    /// <summary>Every bid that was acknowledged.</summary>
    internal ConcurrentQueue<(string Market, Bid Bid)> Acknowledged { get; } = [];

    /// <summary>Calls without an answer, each sent again.</summary>
    internal int Unanswered;

    /// <summary>The longest time without any acknowledged bid since this was last asked.</summary>
    internal TimeSpan TakeLongestGap()
    {
        lock (_gate)
        {
            var gap = _maxGap;
            _maxGap = TimeSpan.Zero;
            return gap;
        }
    }

    /// <summary>Completes when no bid was acknowledged for a while; false if that never comes.</summary>
    internal async Task<bool> FallsSilent(TimeSpan silence, TimeSpan patience)
    {
        var since = Stopwatch.GetTimestamp();
        while (SinceLastAnswer < silence)
        {
            if (Stopwatch.GetElapsedTime(since) > patience) { return false; }
            await Task.Delay(20);
        }
        return true;
    }

    /// <summary>Restarts the measurement of silence.</summary>
    internal void CountFromNow()
    {
        lock (_gate) { (_lastAnswer, _maxGap) = (Stopwatch.GetTimestamp(), TimeSpan.Zero); }
    }

    /// <summary>Completes when the given number of further bids is acknowledged.</summary>
    internal async Task Flows(int more)
    {
        var until = Acknowledged.Count + more;
        while (Acknowledged.Count < until)
        {
            if (_sellers.FirstOrDefault(seller => seller.IsFaulted) is { } failed) { await failed; }
            await Task.Delay(20);
        }
    }

    internal async Task Stop()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_sellers);
    }

    // Ids such as 1, 01 and 001, which are equal as numbers but not as sellers.
    private static string LikeNumber(int n) =>
        $"{(n + 3) / 4}".PadLeft(n % 4 + 2, '0');

    private async Task BidOverHttp(string seller)
    {
        using var http = new HttpClient
        {
            BaseAddress = new(_cluster.Gateway.Url),
            Timeout = TimeSpan.FromSeconds(40),
        };
        http.DefaultRequestHeaders.Authorization =
            new("Bearer", _cluster.Files.TokenOf("seller", seller));
        await Bid(seller, (market, bid) => Post(http, market, bid));
    }

    private async Task Bid(string seller, Func<string, Bid, Task<bool>> send)
    {
        _cluster.ActForSeller(seller);
        for (var n = 1; !_stop.IsCancellationRequested; n++)
        {
            var market = _markets[n % _markets.Length];
            var bid = new Bid(
                $"{seller}-{n}", seller, new Fee(n % 50 * 100_000), new CubicFeet(n % 9 + 1));
            while (!await send(market, bid))
            {
                Interlocked.Increment(ref Unanswered);
                await Task.Delay(50);
            }
            Acknowledged.Enqueue((market, bid));
            Answered();
        }
    }

    private TimeSpan SinceLastAnswer
    {
        get { lock (_gate) { return Stopwatch.GetElapsedTime(_lastAnswer); } }
    }

    private void Answered()
    {
        lock (_gate)
        {
            var gap = Stopwatch.GetElapsedTime(_lastAnswer);
            if (gap > _maxGap) { _maxGap = gap; }
            _lastAnswer = Stopwatch.GetTimestamp();
        }
    }

    private async Task<bool> Call(string market, Bid bid)
    {
        try
        {
            var receipt = await _cluster.Grains.GetGrain<ISellerGrain>(bid.Seller).Place(market, bid);
            return receipt.Status == BidStatus.Accepted
                ? true
                : throw new InvalidOperationException($"{bid.Id} is refused: {receipt.Status}");
        }
        catch (Exception unknown) when (Retry.IsUnknown(unknown))
        {
            return false;
        }
    }

    private static async Task<bool> Post(HttpClient http, string market, Bid bid)
    {
        var body = new
        {
            market,
            bid_id = bid.Id,
            max_fee_micros = bid.MaxFee.Micros,
            max_volume = bid.MaxVolume.Value,
        };
        try
        {
            using var answer = await http.PostAsJsonAsync($"/v1/sellers/{bid.Seller}/bids", body);
            return answer.IsSuccessStatusCode || (answer.StatusCode is HttpStatusCode.ServiceUnavailable
                ? false
                : throw new InvalidOperationException(
                    $"{bid.Id} is refused: {await answer.Content.ReadAsStringAsync()}"));
        }
        catch (Exception unknown) when (unknown is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
