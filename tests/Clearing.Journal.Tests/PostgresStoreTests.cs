using Clearing.Testing;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using static Clearing.Journal.Tests.Said;

namespace Clearing.Journal.Tests;

/// <summary>
/// Situations that only a PostgreSQL journal meets: other servers and dropped connections.
/// </summary>
[Collection(PostgresGroup.Name)]
public sealed class PostgresStoreTests(PostgresFixture postgres)
{
    private readonly string _schema = postgres.NewSchema();

    private PostgresJournalOptions Options =>
        new() { ConnectionString = postgres.Server.ConnectionString, Schema = _schema };

    [PostgresFact]
    public async Task Servers_that_start_together_create_the_tables_once()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(Open)));
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }

        Assert.Equal(1L, await Run("SELECT count(*) FROM {0}.clearing_schema WHERE version = 2"));
    }

    [PostgresFact]
    public async Task Tables_of_a_newer_version_are_refused_naming_both()
    {
        await Open().DisposeAsync();
        await Run("UPDATE {0}.clearing_schema SET version = 7");

        const string Cause = "its tables have version 7, this program knows versions up to 2";
        Assert.EndsWith(
            Cause, Assert.Throws<JournalOpenException>(Open).Message, StringComparison.Ordinal);
        var reading = Assert.Throws<JournalOpenException>(OpenForReading);
        Assert.EndsWith(Cause, reading.Message, StringComparison.Ordinal);
        var rewriting = Assert.Throws<JournalOpenException>(() => new PostgresRewriter(Options));
        Assert.EndsWith(Cause, rewriting.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Reading_creates_nothing()
    {
        var refusal = Assert.Throws<JournalOpenException>(OpenForReading);

        Assert.EndsWith(
            "there is no journal in that schema", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0L, await Run("SELECT count(*) FROM pg_namespace WHERE nspname = '{0}'"));
    }

    [PostgresFact]
    public void A_server_that_cannot_be_reached_is_named_without_the_password()
    {
        var options = new PostgresJournalOptions
        {
            ConnectionString = "Host=127.0.0.1;Port=1;Username=u;Password=secret;Database=d",
        };

        var refusal = Assert.Throws<JournalOpenException>(
            () => PostgresJournalStore.Open(options, TimeProvider.System));

        Assert.Contains("'d' on 127.0.0.1:1", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.ToString(), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Servers_that_race_for_the_same_streams_lose_and_double_nothing()
    {
        GroupCommitJournal[] servers =
        [
            new(Open(), new() { Writers = 2 }),
            new(Open(), new() { Writers = 2 }),
            new(Open(), new() { Writers = 2 }),
        ];
        var acknowledged = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(w => Task.Run(() => AppendTo(servers[w % 3], w))));

        var conflicts = acknowledged.Sum(a => a.Conflicts);
        var expected = acknowledged.SelectMany(a => a.Texts).Order().ToList();
        var found = new List<string>();
        for (var s = 0; s < 4; s++)
        {
            var read = await servers[0].Read($"s{s}", 0).ToListAsync();
            Assert.Equal(
                Enumerable.Range(1, read.Count).Select(n => (long)n), read.Select(e => e.Version));
            // Each append has two events, of which both or none are stored.
            var pairs = read.Select(Text).Chunk(2).ToList();
            Assert.All(pairs, p => Assert.Equal(p[0], p[^1]));
            found.AddRange(pairs.Select(p => p[0]));
        }
        Assert.Equal(expected, found.Order());
        Assert.True(conflicts > 0, "The writers never met.");
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
    }

    [PostgresFact]
    public async Task A_failure_at_the_commit_is_not_acknowledged()
    {
        await using var journal = new GroupCommitJournal(Open());
        await journal.Append("a", 0, Events("one"));
        await AtCommit("RAISE EXCEPTION 'refused at the commit'");

        var failure = await Assert.ThrowsAsync<JournalUnavailableException>(
            () => journal.Append("a", 1, Events("poison")));

        Assert.Contains("refused at the commit", failure.Message, StringComparison.Ordinal);
        await journal.Append("a", 1, Events("two"));
        Assert.Equal(["one", "two"], await journal.Texts("a"));
    }

    [PostgresFact]
    public async Task A_failure_at_the_commit_of_many_appends_acknowledges_none_of_them()
    {
        await using var store = Open();
        await store.Write([new("a", 0, Events("one")), new("b", 0, Events("two"))]);
        await AtCommit("RAISE EXCEPTION 'refused at the commit'");
        var failure = await Assert.ThrowsAsync<PostgresException>(
            () => store.Write([new("a", 1, Events("poison")), new("b", 1, Events("three"))]));

        Assert.Equal("refused at the commit", failure.MessageText);
        Assert.Equal(
            [AppendStatus.Written, AppendStatus.Written],
            await store.Write([new("a", 1, Events("three")), new("b", 1, Events("four"))]));
    }

    // A sequence counts what is rolled back as well.
    [PostgresTheory]
    [InlineData("raise_exception", 1)]
    [InlineData("unique_violation", 20)]
    [InlineData("deadlock_detected", 20)]
    [InlineData("serialization_failure", 20)]
    public async Task Only_a_lost_race_is_tried_again_and_not_for_ever(string failure, long tries)
    {
        await using var journal = new GroupCommitJournal(Open());
        await journal.Append("a", 0, Events("one"));
        await Run("CREATE SEQUENCE {0}.tries");
        await AtCommit($"PERFORM nextval('{{0}}.tries'); RAISE EXCEPTION USING ERRCODE = '{failure}'");

        await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.Append("a", 1, Events("poison")));

        Assert.Equal(tries, await Run("SELECT last_value FROM {0}.tries"));
        await journal.Append("a", 1, Events("two"));
    }

    [PostgresFact]
    public async Task A_connection_that_drops_at_the_commit_leaves_the_outcome_unknown()
    {
        await using var journal = new GroupCommitJournal(Open());
        await journal.Append("a", 0, Events("one"));
        await AtCommit("PERFORM pg_terminate_backend(pg_backend_pid())");

        await Assert.ThrowsAsync<JournalUnavailableException>(
            () => journal.Append("a", 1, Events("poison")));
        await journal.Append("a", 1, Events("two"));
        Assert.Equal(["one", "two"], await journal.Texts("a"));
    }

    [PostgresFact]
    public async Task What_is_acknowledged_survives_kill_9_of_the_server()
    {
        await using var journal = new GroupCommitJournal(Open());
        await journal.Append("a", 0, Events("one"));
        var appends = Enumerable.Range(0, 5_000)
            .Select(i => (Stream: $"s{i}", Task: journal.Append($"s{i}", 0, Events($"{i}"))))
            .ToList();
        await appends[2_000].Task;
        await postgres.Server.Kill();
        await Assert.ThrowsAsync<JournalUnavailableException>(
            () => journal.Append("a", 1, Events("x")));
        await postgres.Server.Start();

        var there = (await journal.Streams("s").ToListAsync()).Select(s => s.Name).ToHashSet();

        Assert.All(
            appends.Where(a => a.Task.IsCompletedSuccessfully),
            a => Assert.Contains(a.Stream, there));
        await journal.Append("a", 1, Events("two"));
        await journal.Append("new", 0, Events("three"));
        Assert.Equal(["one", "two"], await journal.Texts("a"));
        Assert.Equal(["three"], await journal.Texts("new"));
    }

    [PostgresFact]
    public async Task A_connection_that_drops_in_the_middle_of_a_long_reading_fails_it()
    {
        await using var journal = new GroupCommitJournal(Open());
        for (var from = 0; from < 1_000; from += 100)
        {
            await journal.Append("a", from, Events(
                [.. Enumerable.Range(from, 100).Select(n => $"{n}" + new string('x', 60_000))]));
        }
        var seen = 0L;

        await Assert.ThrowsAnyAsync<NpgsqlException>(async () =>
        {
            await foreach (var stored in journal.Read("a", 0))
            {
                Assert.Equal(++seen, stored.Version);
                if (seen == 600) { Assert.Equal(1L, await EndCopies()); }
            }
        });

        Assert.InRange(seen, 600, 999);
        Assert.Equal(1_000, await journal.Read("a", 0).CountAsync());
    }

    [PostgresFact]
    public async Task A_role_that_acknowledges_before_the_flush_is_told_otherwise()
    {
        await Open().DisposeAsync();
        await AtCommit(
            "RAISE EXCEPTION 'synchronous_commit is %', current_setting('synchronous_commit')");
        await Run("ALTER ROLE clearing SET synchronous_commit = off");
        try
        {
            // This opens after the role was altered, because open connections keep their settings.
            await using var journal = new GroupCommitJournal(Open());
            Assert.Contains(journal.Warnings, w => w.Contains("synchronous_commit=off"));
            var failure = await Assert.ThrowsAsync<JournalUnavailableException>(
                () => journal.Append("a", 0, Events("poison")));
            Assert.Contains("synchronous_commit is on", failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            await Run("ALTER ROLE clearing RESET synchronous_commit");
        }
    }

    [PostgresFact]
    public async Task Finance_reads_the_events_with_sql()
    {
        await using var journal = Journals.Open(
            new()
            {
                Provider = JournalProvider.PostgreSql,
                ConnectionString = postgres.Server.ConnectionString,
                Schema = _schema,
            },
            new FakeTimeProvider(new(2026, 10, 1, 12, 30, 15, 7, TimeSpan.Zero)));
        await journal.Append("seller/a", 0, Events("""{"fee":12}"""));

        Assert.Equal(
            "seller/a 1 Said 12 2026-10-01T12:30:15.007Z",
            await Run("""
                SELECT concat_ws(' ', stream, version, type, payload::json->>'fee',
                    to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
                FROM {0}.events
                """));
    }

    private PostgresJournalStore Open() => postgres.Open(_schema);

    private PostgresJournalReader OpenForReading() => PostgresJournalStore.OpenForReading(Options);

    private Task<object?> Run(string sql) => postgres.Run(_schema, sql);

    // Ends the sessions that run a COPY of this schema, and returns their number.
    private Task<object?> EndCopies() => Run("""
        SELECT count(*) FILTER (WHERE pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE state = 'active' AND query LIKE 'COPY%{0}.%'
        """);

    // Runs a statement at the commit of each transaction that writes a payload 'poison'.
    private Task<object?> AtCommit(string statement) => Run($$"""
        CREATE FUNCTION {0}.at_commit() RETURNS trigger LANGUAGE plpgsql AS
            $f$ BEGIN IF NEW.payload = 'poison' THEN {{statement}}; END IF; RETURN NULL; END $f$;
        CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON {0}.journal
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {0}.at_commit();
        """);

    private static async Task<(List<string> Texts, int Conflicts)> AppendTo(
        GroupCommitJournal server, int writer)
    {
        var texts = new List<string>();
        var conflicts = 0;
        for (var n = 0; n < 40; n++)
        {
            var stream = $"s{(n + writer) % 4}";
            var version = await server.Read(stream, 0).CountAsync();
            try
            {
                await server.Append(stream, version, Events($"{writer}/{n}", $"{writer}/{n}"));
                texts.Add($"{writer}/{n}");
            }
            catch (JournalConflictException)
            {
                conflicts++;
            }
        }
        return (texts, conflicts);
    }
}
