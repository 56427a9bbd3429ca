using System.Collections.Concurrent;

namespace Clearing.Gateway;

/// <summary>The commands for whose answers this process is waiting, by id.</summary>
internal sealed class InFlightCommands
{
    private readonly ConcurrentDictionary<(string Scope, string Id), bool> _ids = new();

    /// <summary>Runs a command; refuses it while another with the same id is in flight.</summary>
    /// <param name="scope">The scope in which the id is unique.</param>
    /// <param name="id">The command's id.</param>
    /// <param name="command">Sends the command and creates its answer.</param>
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
