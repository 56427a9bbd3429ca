using System.Text.Json.Serialization;

namespace Clearing.Processes.Crash;

/// <summary>One line of a history: a command before it is sent, or an answer to it.</summary>
/// <param name="Number">The command's number in its file.</param>
/// <param name="Sent">The command; null if this is an answer.</param>
/// <param name="Answer">The answer: + if accepted or − if refused, and its word.</param>
internal sealed record HistoryLine(int Number, Command? Sent, string? Answer);

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HistoryLine))]
internal sealed partial class HistoryJson : JsonSerializerContext;
