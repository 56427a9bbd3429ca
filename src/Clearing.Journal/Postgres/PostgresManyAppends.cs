using Npgsql;
using NpgsqlTypes;

namespace Clearing.Journal;

/// <summary>A batch as arrays, the parameters of one statement.</summary>
internal sealed class PostgresBatchColumns
{
    private readonly int[] _number;
    private readonly long?[] _id;
    private readonly string?[] _name;
    private readonly long[] _expected;
    private readonly int[] _append;
    private readonly int[] _offset;
    private readonly string[] _type;
    private readonly ReadOnlyMemory<byte>[] _payload;
    private readonly long _recordedAt;

    public PostgresBatchColumns(
        IReadOnlyList<StreamAppend> batch, Func<string, long?> idOf, long recordedAt)
    {
        var events = batch.Sum(a => a.Events.Count);
        (_number, _id) = (new int[batch.Count], new long?[batch.Count]);
        (_name, _expected) = (new string?[batch.Count], new long[batch.Count]);
        (_append, _offset) = (new int[events], new int[events]);
        (_type, _payload) = (new string[events], new ReadOnlyMemory<byte>[events]);
        _recordedAt = recordedAt;
        var row = 0;
        for (var i = 0; i < batch.Count; i++)
        {
            _number[i] = i;
            _id[i] = idOf(batch[i].Stream);
            _name[i] = _id[i] is null ? batch[i].Stream : null;
            _expected[i] = batch[i].ExpectedVersion;
            for (var n = 0; n < batch[i].Events.Count; n++, row++)
            {
                (_append[row], _offset[row]) = (i, n + 1);
                _type[row] = batch[i].Events[n].Type;
                _payload[row] = batch[i].Events[n].Payload;
            }
        }
        // One sequence for all servers, so that two that add the same streams never deadlock.
        NewStreams = [.. batch.Where((a, i) => _id[i] is null && a.ExpectedVersion == 0)
            .Select(a => a.Stream)
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>The streams to add where they do not exist.</summary>
    public string[] NewStreams { get; }

    public void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.Clear();
        Add(parameters, _number, NpgsqlDbType.Array | NpgsqlDbType.Integer);
        Add(parameters, _id, NpgsqlDbType.Array | NpgsqlDbType.Bigint);
        Add(parameters, _name, NpgsqlDbType.Array | NpgsqlDbType.Text);
        Add(parameters, _expected, NpgsqlDbType.Array | NpgsqlDbType.Bigint);
        Add(parameters, _append, NpgsqlDbType.Array | NpgsqlDbType.Integer);
        Add(parameters, _offset, NpgsqlDbType.Array | NpgsqlDbType.Integer);
        Add(parameters, _type, NpgsqlDbType.Array | NpgsqlDbType.Text);
        Add(parameters, _payload, NpgsqlDbType.Array | NpgsqlDbType.Text);
        Add(parameters, _recordedAt, NpgsqlDbType.Bigint);
    }

    public void BindNewStreams(NpgsqlParameterCollection parameters)
    {
        parameters.Clear();
        Add(parameters, NewStreams, NpgsqlDbType.Array | NpgsqlDbType.Text);
    }

    private static void Add<T>(NpgsqlParameterCollection parameters, T value, NpgsqlDbType type) =>
        parameters.Add(new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type });
}
