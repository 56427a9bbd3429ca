namespace Clearing.Formats;

/// <summary>
/// Marks the id of a command of a zone, which is a <see cref="ClientId"/>. A zone refuses anything
/// else with a status that says so.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ZoneCommandIdAttribute() : CommandIdAttribute(ClientId.Pattern);
