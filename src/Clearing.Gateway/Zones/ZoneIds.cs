using Clearing.Allocation.Facts;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Zones;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>The ids of a zone's commands, which are shorter than a market's.</summary>
internal static class ZoneIds
{
    /// <summary>The limit that a malformed id or an old period broke; null for another status.</summary>
    public static long? LimitOf<TStatus>(TStatus status)
        where TStatus : struct, Enum =>
        status is RunStatus.PeriodOver ? Zone.MaxYearsBack
        : Words.Of(status) == "ID_MALFORMED" ? ClientId.MaxLength
        : null;

    /// <summary>Sends a zone's command, one at a time for each id, and answers with its status.</summary>
    /// <param name="inFlight">The commands that are being sent.</param>
    /// <param name="place">What the id is unique in.</param>
    /// <param name="id">The command's id.</param>
    /// <param name="body">The caller's body.</param>
    /// <param name="known">Asks whether the id was answered before.</param>
    /// <param name="send">Sends the command.</param>
    /// <param name="explain">What a refusal is about; null if the body tells.</param>
    public static Task<IResult> Run<TStatus>(
        this InFlightCommands inFlight, string place, string id, JsonPlace? body,
        Func<Task<ImmutableArray<bool>>> known, Func<Task<TStatus>> send,
        Func<TStatus, Task<RefusedMember?>>? explain = null)
        where TStatus : struct, Enum =>
        inFlight.Run(place, id, async () =>
        {
            var repeated = (await known())[0];
            var status = await send();
            var about = explain is null ? null : await explain(status);
            return StatusResults.Of(id, status, body, LimitOf(status), repeated, about);
        });
}
