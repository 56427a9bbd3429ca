using System.ComponentModel;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>The confirmation of a draft.</summary>
internal sealed record ConfirmBody : IBody<ConfirmBody>
{
    public static string Example => """{"confirmation_id":"nov-1-ok"}""";

    [ZoneCommandId]
    [Description(
        "Chosen by you, unique among the zone's runs, confirmations and cuts: the idempotency "
        + "key.")]
    public string? ConfirmationId { get; init; }
}
