using System.Collections.Immutable;
using Clearing.Market;

namespace Clearing.Grains.Events;

/// <summary>An act on the keys of the journal, or an erasure.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Reference">To what: a scope, a market or an erasure; null for all keys.</param>
/// <param name="Act">Who did it, when and why.</param>
public sealed record KeysActed(ActKind Kind, string? Reference, Act Act);

/// <summary>Calls were denied in a minute.</summary>
/// <param name="Minute">The beginning of the minute, in UTC.</param>
/// <param name="Rows">One for each caller and code.</param>
public sealed record CallsDenied(DateTimeOffset Minute, ImmutableArray<DeniedRow> Rows);

/// <summary>How often a caller was denied something for one reason.</summary>
/// <param name="Caller">The subject of the caller's token.</param>
/// <param name="Code">The code of the refusal.</param>
/// <param name="Count">How many calls.</param>
public sealed record DeniedRow(string Caller, string Code, long Count);
