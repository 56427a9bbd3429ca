using Clearing.Testing;

namespace Clearing.Journal.Tests;

/// <summary>One clock that is hours off, here or in the database, changes no time of the market.</summary>
[Collection(PostgresGroup.Name)]
public sealed class PostgresClockTests(PostgresFixture postgres)
{
    private static readonly TimeSpan MaxSkew = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Close = TimeSpan.FromSeconds(2);
    private readonly SetClock _machine = new();

    [PostgresFact]
    public void The_time_is_the_databases()
    {
        _machine.Ahead = TimeSpan.FromSeconds(4);
        using var clock = Open();

        AssertIsNow(clock);
    }

    [PostgresTheory]
    [InlineData(3, "03:00:00", "ahead of")]
    [InlineData(-3, "02:59:", "behind")]
    public void A_machine_whose_clock_is_off_does_not_start(int hours, string skew, string side)
    {
        _machine.Ahead = TimeSpan.FromHours(hours) + TimeSpan.FromMilliseconds(200);
        var refusal = Assert.Throws<JournalOpenException>(Open).Message;

        Assert.Contains($"this machine's clock is {skew}", refusal);
        Assert.Contains($"{side} the database's", refusal);
        Assert.Contains("Journal:MaxClockSkew is 00:00:05;", refusal);
    }

    [PostgresTheory]
    [InlineData(3)]
    [InlineData(-3)]
    public async Task A_machines_clock_that_is_set_changes_nothing(int hours)
    {
        using var clock = Open();
        _machine.Ahead = TimeSpan.FromHours(hours);

        AssertIsNow(clock);
        var skew = await clock.Look();
        AssertIsNow(clock);
        Assert.Equal(hours, skew!.Value.Machine.TotalHours, 2);
        Assert.Equal(0, skew.Value.Database.TotalHours, 2);
    }

    [PostgresFact]
    public async Task A_databases_clock_that_is_set_changes_nothing()
    {
        using var clock = Open(await DatabaseWithAClock());
        await postgres.Run("UPDATE wrong.clock SET ahead = '3 hours'");
        var skew = await clock.Look();

        AssertIsNow(clock);
        Assert.Equal(3, skew!.Value.Database.TotalHours, 2);
    }

    [PostgresFact]
    public async Task Time_goes_on_by_what_elapses_and_is_found_again_after_a_standstill()
    {
        using var clock = Open();
        _machine.Elapse(TimeSpan.FromMinutes(10));
        Assert.InRange(clock.GetUtcNow() - DateTimeOffset.UtcNow, Minutes(10) - Close, Minutes(10) + Close);
        // Only the counter ran away: both clocks of the day agree against it.
        await clock.Look();

        AssertIsNow(clock);
    }

    [PostgresFact]
    public async Task A_database_that_is_away_leaves_the_time_as_it_is()
    {
        await using var server = await PostgresServer.Start();
        using var clock = PostgresClock.Open(server.ConnectionString, _machine, MaxSkew);
        await server.Kill();
        _machine.Ahead = TimeSpan.FromHours(3);

        Assert.Null(await clock.Look());
        AssertIsNow(clock);
    }

    [PostgresFact]
    public void A_database_that_cannot_be_reached_is_named_without_the_password()
    {
        var refusal = Assert.Throws<JournalOpenException>(
            () => Open("Host=127.0.0.1;Port=1;Username=u;Password=secret;Database=d"));

        Assert.Contains("'d' on 127.0.0.1:1", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.ToString(), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task An_answer_that_took_too_long_changes_nothing()
    {
        using var clock = Open();
        _machine.Elapse(TimeSpan.FromMinutes(10));
        _machine.EachReading = TimeSpan.FromSeconds(0.6);

        Assert.Null(await clock.Look());
        _machine.EachReading = TimeSpan.Zero;
        Assert.True(clock.GetUtcNow() - DateTimeOffset.UtcNow > Minutes(10));
        Assert.NotNull(await clock.Look());
        AssertIsNow(clock);
    }

    [PostgresFact]
    public void A_databases_time_is_that_of_the_middle_of_the_question()
    {
        _machine.EachReading = Minutes(2);
        using var clock = Open(postgres.Server.ConnectionString, Minutes(1) + Close);
        _machine.EachReading = TimeSpan.Zero;

        Assert.InRange(clock.GetUtcNow() - DateTimeOffset.UtcNow, Minutes(1) - Close, Minutes(1) + Close);
        _machine.EachReading = Minutes(2);
        var refusal = Assert.Throws<JournalOpenException>(
            () => Open(postgres.Server.ConnectionString, Minutes(1) - Close));
        Assert.Contains("ahead of the database's", refusal.Message, StringComparison.Ordinal);
    }

    private static TimeSpan Minutes(int minutes) => TimeSpan.FromMinutes(minutes);

    private static void AssertIsNow(PostgresClock clock) =>
        Assert.InRange(clock.GetUtcNow() - DateTimeOffset.UtcNow, -Close, Close);

    private PostgresClock Open() => Open(postgres.Server.ConnectionString);

    private PostgresClock Open(string database) => Open(database, MaxSkew);

    private PostgresClock Open(string database, TimeSpan maxSkew) =>
        PostgresClock.Open(database, _machine, maxSkew);

    // In its sessions the schema's function comes before the server's own.
    private async Task<string> DatabaseWithAClock()
    {
        await postgres.Run("""
            CREATE SCHEMA wrong;
            CREATE TABLE wrong.clock AS SELECT interval '0' AS ahead;
            CREATE FUNCTION wrong.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS
                'SELECT pg_catalog.clock_timestamp() + ahead FROM wrong.clock';
            """);
        return postgres.Server.ConnectionString + ";Search Path=wrong,pg_catalog";
    }

    /// <summary>A machine whose clock and whose counter can be set apart from each other.</summary>
    private sealed class SetClock : TimeProvider
    {
        private TimeSpan _elapsed;

        internal TimeSpan Ahead { get; set; }

        /// <summary>How much time the counter lets pass before each reading of it.</summary>
        internal TimeSpan EachReading { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;

        public override long GetTimestamp()
        {
            Elapse(EachReading);
            return System.GetTimestamp() + (long)(_elapsed.TotalSeconds * TimestampFrequency);
        }

        internal void Elapse(TimeSpan time) => _elapsed += time;
    }
}
