using System.Collections.Concurrent;

namespace Clearing.Gateway;

/// <summary>The commands that this process is waiting for, by their ids.</summary>
internal sealed class InFlightCommands
{
    private readonly ConcurrentDictionary<(string Scope, string Id), bool> _ids = new();

    /// <summary>Runs a command unless the same id is on its way; then it is refused.</summary>
    /// <param name="scope">In what the id is unique.</param>
    /// <param name="id">The command's id.</param>
    /// <param name="command">Sends the command and makes its answer.</param>
    public async Task<IResult> Run(string scope, string id, Func<Task<IResult>> command)
    {
        if (!_ids.TryAdd((scope, id), true)) { return Problem.Of(Codes.InFlight).Result(); }
        try
        {
            return await command();
        }
        finally
        {
            _ids.TryRemove((scope, id), out _);
        }
    }
}
