using System.Net.Http.Headers;
using Clearing.Access;
using Clearing.Contracts;
using Clearing.Grains.Audit;
using Clearing.Hosting;
using Clearing.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Clearing.Gateway.Tests;

/// <summary>The gateway tells a silo of what it denied itself, and no answer waits for that.</summary>
public sealed class DeniedNotesTests : IAsyncLifetime
{
    private const int AtOnce = 64;
    private const string Bids = "/bids?market=east/standard/2026-Q4";
    private readonly string _folder = Directory.CreateTempSubdirectory("clearing-flood-").FullName;
    private readonly SlowNotes _notes = new();

    // On one connection an answer means that the server has finished the calls before it.
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 1 });
    private WebApplication _server = null!;

    private string KeyFile => Path.Combine(_folder, "development.key");

    public async Task InitializeAsync()
    {
        var token = DevelopmentTokens.Create(KeyFile, "seller", "bob", [], DateTime.UtcNow.AddHours(1));
        var builder = WebApplication.CreateBuilder(
            ["--environment", "Development", "--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("Gateway:Auth:DevelopmentKeyFile", KeyFile)]);
        builder.Services.AddHealthChecks();
        builder.AddClearingGateway();
        builder.AddClearingCluster(new() { Provider = JournalProvider.Memory });
        builder.Services.AddSingleton<IIncomingGrainCallFilter>(_notes);
        _server = builder.Build();
        _server.MapClearingGateway();
        await _server.StartAsync();
        _http.BaseAddress = new Uri(_server.Urls.First());
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public async Task DisposeAsync()
    {
        _notes.GoOn();
        _http.Dispose();
        await _server.StopAsync();
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Beyond_64_notes_under_way_calls_are_denied_and_not_counted_and_then_counted_again()
    {
        for (var call = 0; call < AtOnce + 20; call++) { Assert.Equal(403, await Ask("acme")); }
        Assert.NotEqual(403, await Ask("bob"));
        await Patience.Until(() => _notes.Begun, begun => begun == AtOnce);
        Assert.Equal(0, CountedDenials.Of(_server.Services));
        _notes.GoOn();
        await Patience.Until(() => _notes.Ended, ended => ended == AtOnce);

        Assert.Equal(AtOnce, CountedDenials.Of(_server.Services, "bob"));
        await Patience.Until<int>(() => Ask("acme"), _ => CountedDenials.Of(_server.Services) > AtOnce);
    }

    [Fact]
    public async Task What_a_silo_denied_is_not_noted_again_because_the_silo_counts_it()
    {
        _notes.Denies = true;
        Assert.Equal(403, await Ask("bob"));
        Assert.Equal(403, await Ask("bob"));
        _notes.Denies = false;
        Assert.NotEqual(403, await Ask("bob"));
        Assert.Equal(0, _notes.Begun);

        Assert.Equal(403, await Ask("acme"));
        await Patience.Until(() => _notes.Begun, begun => begun == 1);
    }

    [Fact]
    public async Task A_note_that_fails_changes_no_answer_and_makes_room_for_others()
    {
        _notes.GoOn();
        _notes.Fails = true;
        for (var call = 0; call < AtOnce + 20; call++)
        {
            Assert.Equal(403, await Ask("acme"));
            await Patience.Until(() => _notes.Ended, ended => ended == call + 1);
        }
        _notes.Fails = false;
        await Patience.Until<int>(() => Ask("acme"), _ => CountedDenials.Of(_server.Services) > 0);
    }

    private async Task<int> Ask(string seller)
    {
        using var answer = await _http.GetAsync(new Uri($"/v1/sellers/{seller}{Bids}", UriKind.Relative));
        await answer.Content.ReadAsByteArrayAsync();
        return (int)answer.StatusCode;
    }

    /// <summary>Holds up the notes of denied calls until they may go on, and denies other calls.</summary>
    private sealed class SlowNotes : IIncomingGrainCallFilter
    {
        private readonly TaskCompletionSource _goOn =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        private int _begun;
        private int _ended;

        internal bool Fails { get; set; }

        internal bool Denies { get; set; }

        internal int Begun => Volatile.Read(ref _begun);

        internal int Ended => Volatile.Read(ref _ended);

        internal void GoOn() => _goOn.TrySetResult();

        public async Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.MethodName != nameof(IAuditGrain.Note))
            {
                if (Denies && context.InterfaceName.EndsWith(nameof(ISellerGrain), StringComparison.Ordinal))
                {
                    throw new AccessDeniedException("ACCESS_DENIED: not this caller.");
                }
                await context.Invoke();
                return;
            }
            Interlocked.Increment(ref _begun);
            try
            {
                await _goOn.Task;
                if (Fails) { throw new InvalidOperationException("The record is away."); }
                await context.Invoke();
            }
            finally
            {
                Interlocked.Increment(ref _ended);
            }
        }
    }
}
