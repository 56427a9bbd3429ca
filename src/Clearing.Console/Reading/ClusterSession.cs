using System.Diagnostics;
using System.Globalization;
using Clearing.Pages.Access;
using Clearing.Pages.Live;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging;

namespace Clearing.Pages.Reading;

/// <summary>
/// Asks and commands the cluster for pages. A reader has the same rights here as over the API, and
/// failures are explained in the API's words.
/// </summary>
/// <remarks>There is one for each reader's page; it is not safe for several threads.</remarks>
internal sealed partial class ClusterSession(
    Cluster cluster, Permits permits, AuthenticationStateProvider state, PrerenderCache recents,
    MarketWatch sights, Feeds feeds, DeniedNotes denied, TimeProvider clock, ILogger<ClusterSession> log)
{
    private Caller? _caller;
    private DateTimeOffset _expires = DateTimeOffset.MaxValue;

    /// <summary>True while the server draws the page that the browser then takes over.</summary>
    public bool IsFirstDrawing { get; set; }

    /// <summary>The time by this server's clock, UTC.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The reader; before the first question it is nobody, without a role.</summary>
    public async ValueTask<Caller> Reader()
    {
        if (_caller is not null) { return _caller; }
        var user = (await state.GetAuthenticationStateAsync()).User;
        if (long.TryParse(
            user.FindFirst("exp")?.Value, CultureInfo.InvariantCulture, out var seconds))
        {
            _expires = DateTimeOffset.FromUnixTimeSeconds(seconds);
        }
        return _caller = Caller.Of(user);
    }

    /// <summary>Completes when the reader's token has expired.</summary>
    /// <param name="gone">Cancelled when nobody waits for that any more.</param>
    public async Task Expired(CancellationToken gone)
    {
        await Reader();
        while (clock.GetUtcNow() < _expires)
        {
            await Task.Delay(Feeds.Left(_expires, clock), clock, gone);
        }
    }

    /// <summary>True if the reader has the right.</summary>
    public async ValueTask<bool> May(Permit permit, string? seller = null, string? market = null) =>
        permits.Allow(permit, await Reader(), seller, market);

    /// <summary>True if a reader who is known already has the right in a market.</summary>
    public bool MayNow(Permit permit, Caller reader, string market) =>
        permits.Allow(permit, reader, null, market);

    /// <summary>Asks the cluster, if the reader has the right.</summary>
    private async Task<Answer<T>> Ask<T>(
        Permit permit, string? seller, string? market, string name, Func<Task<T>> ask)
    {
        if (await Refused(permit, seller, market) is { } refused) { return refused; }
        var key = $"{_caller!.Subject} {_caller.Roles} {permit.Path} {seller} {market} {name}";
        if (!IsFirstDrawing && recents.Take<Box<T>>(key) is { } known) { return known.Value; }
        try
        {
            var value = await ask();
            if (IsFirstDrawing) { recents.Keep(key, new Box<T>(value)); }
            return value;
        }
        catch (OutcomeUnknownException unknown)
        {
            return Unanswered(unknown, Codes.Unavailable);
        }
        catch (AccessDeniedException)
        {
            return Failure.Of(Problem.Of(Codes.Forbidden));
        }
    }

    /// <summary>Commands the cluster, if the reader has the right.</summary>
    /// <returns>The refusal or failure; null if it is done.</returns>
    private async Task<Failure?> Command(
        Permit permit, string? seller, string? market, Func<Task<Problem?>> command)
    {
        if (await Refused(permit, seller, market) is { } refused) { return refused; }
        CallContext.ActBecause(reason: null);
        RequestContext.Set(CallContext.By, _caller!.Subject);
        try
        {
            return await command() is { } problem ? Failure.Of(problem) : null;
        }
        catch (OutcomeUnknownException unknown)
        {
            return Unanswered(unknown, Codes.OutcomeUnknown);
        }
        catch (AccessDeniedException)
        {
            return Failure.Of(Problem.Of(Codes.Forbidden));
        }
    }

    private async ValueTask<Failure?> Refused(Permit permit, string? seller, string? market)
    {
        var caller = await Reader();
        if (clock.GetUtcNow() >= _expires) { return Failure.Of(Problem.Of(Codes.Unauthenticated)); }
        if (permits.Allow(permit, caller, seller, market)) { return null; }
        var failure = Failure.Of(Problem.Of(Codes.Forbidden));
        // A page is drawn twice, and is on record once.
        var key = $"denied {caller.Subject} {permit.Method} {permit.Path} {seller} {market}";
        if (IsFirstDrawing) { recents.Keep(key, failure); }
        else if (recents.Take<Failure>(key) is not null) { return failure; }
        denied.Add(caller.Subject, token: null);
        return failure;
    }

    private Failure Unanswered(OutcomeUnknownException unknown, string code)
    {
        var trace = Activity.Current?.TraceId.ToHexString() ?? Guid.NewGuid().ToString("n");
        NoAnswer(log, NoAnswers.Cause(unknown), trace);
        return Failure.Of(Problem.Of(code), trace);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No answer ({Cause}) to a page, {Trace}")]
    private static partial void NoAnswer(ILogger log, string cause, string trace);

    private sealed record Box<T>(T Value);
}
