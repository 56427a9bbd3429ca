using System.Globalization;
using Npgsql;

namespace Clearing.Journal;

/// <summary>The time of day that all servers of a database share.</summary>
/// <remarks>
/// It begins with the database's time and continues by the time that elapses here. At each
/// <see cref="Look"/> there are three witnesses: the database's clock, this machine's, and this one
/// itself; the median is right. So a single clock that is set wrong, here or there, changes nothing:
/// no round closes early or late by it. Timestamps and timers are the machine's. Safe for
/// concurrent use.
/// </remarks>
public sealed class PostgresClock : TimeProvider, IDisposable
{
    // A slower answer says too little about the time.
    private static readonly TimeSpan MaxRoundTrip = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource _database;
    private readonly TimeProvider _machine;
    private Reading _reading;

    private PostgresClock(NpgsqlDataSource database, TimeProvider machine, Reading reading) =>
        (_database, _machine, _reading) = (database, machine, reading);

    /// <inheritdoc/>
    public override long TimestampFrequency => _machine.TimestampFrequency;

    /// <summary>Reads the database's clock.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="machine">This machine's clock.</param>
    /// <param name="maxSkew">How far the two may differ at the start.</param>
    /// <exception cref="JournalOpenException">
    /// The database is not reachable, or the clocks differ by more.
    /// </exception>
    public static PostgresClock Open(
        string connectionString, TimeProvider machine, TimeSpan maxSkew)
    {
        ArgumentNullException.ThrowIfNull(machine);
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 1 };
        var name = $"'{settings.Database}' on {settings.Host}:{settings.Port}";
        var database = NpgsqlDataSource.Create(settings);
        try
        {
            using var connection = database.OpenConnection();
            // The first answer on a new connection is slow, and so says little about the time.
            Ask(connection, machine).GetAwaiter().GetResult();
            var (there, here) = Ask(connection, machine).GetAwaiter().GetResult();
            var skew = here.Time - there.Time;
            return skew.Duration() <= maxSkew
                ? new(database, machine, there)
                : throw new JournalOpenException(name,
                    $"this machine's clock is {Text(skew)} the database's, and Journal:MaxClockSkew "
                    + $"is {Text(maxSkew, bare: true)}; set the clock that is wrong");
        }
        catch (NpgsqlException failed)
        {
            database.Dispose();
            throw new JournalOpenException(name, $"PostgreSQL says '{failed.Message}'", failed);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => At(_machine.GetTimestamp());

    /// <inheritdoc/>
    public override long GetTimestamp() => _machine.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(
        TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _machine.CreateTimer(callback, state, dueTime, period);

    /// <summary>Compares the three clocks and continues from the median.</summary>
    /// <param name="cancellationToken">Ends the wait for the database.</param>
    /// <returns>
    /// How far the two others are ahead of this clock; null if the database did not answer in time,
    /// which changes nothing.
    /// </returns>
    public async Task<ClockSkew?> Look(CancellationToken cancellationToken = default)
    {
        Reading there, here;
        try
        {
            await using var connection =
                await _database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            var began = _machine.GetTimestamp();
            (there, here) = await Ask(connection, _machine, cancellationToken).ConfigureAwait(false);
            if (_machine.GetElapsedTime(began) > MaxRoundTrip) { return null; }
        }
        catch (Exception silent) when (silent is NpgsqlException or TimeoutException)
        {
            // The driver does not wrap the time-out of a name that is not resolved.
            return null;
        }
        var own = At(here.Timestamp);
        DateTimeOffset[] witnesses = [own, there.Time, here.Time];
        Array.Sort(witnesses);
        Volatile.Write(ref _reading, new(witnesses[1], here.Timestamp));
        return new(here.Time - witnesses[1], there.Time - witnesses[1]);
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose() => _database.Dispose();

    /// <summary>A difference of clocks in words: <c>01:00:00.000 ahead of</c>.</summary>
    /// <param name="skew">Positive if the first clock is ahead.</param>
    /// <param name="bare">True for the time alone.</param>
    public static string Text(TimeSpan skew, bool bare = false)
    {
        var time = skew.Duration().ToString("c", CultureInfo.InvariantCulture);
        return bare ? time : $"{time} {(skew < TimeSpan.Zero ? "behind" : "ahead of")}";
    }

    // Both clocks at the instant halfway between the question and its answer.
    private static async Task<(Reading There, Reading Here)> Ask(
        NpgsqlConnection connection, TimeProvider machine,
        CancellationToken cancellationToken = default)
    {
        await using var command = new NpgsqlCommand("SELECT clock_timestamp()", connection);
        var (asked, before) = (machine.GetTimestamp(), machine.GetUtcNow());
        var there = (DateTime)(await command.ExecuteScalarAsync(cancellationToken)
            .ConfigureAwait(false))!;
        var halfway = asked + ((machine.GetTimestamp() - asked) / 2);
        return (
            new(new(there, TimeSpan.Zero), halfway),
            new(before + machine.GetElapsedTime(asked, halfway), halfway));
    }

    private DateTimeOffset At(long timestamp)
    {
        var last = Volatile.Read(ref _reading);
        return last.Time + _machine.GetElapsedTime(last.Timestamp, timestamp);
    }

    private sealed record Reading(DateTimeOffset Time, long Timestamp);
}
