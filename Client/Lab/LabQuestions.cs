using Clearing.Formats;
using Clearing.Instruments.Journals;

namespace Clearing.Client.Lab;

/// <summary>Asks questions that a journal may be unable to answer.</summary>
internal static class LabQuestions
{
    /// <summary>The answer; ends the command with the reason if there is none.</summary>
    internal static T Answer<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (BidRefusedException refused)
        {
            var limit = refused.Refusal.FeeLimit?.Micros ?? refused.Refusal.Limit?.Value;
            throw new CommandException(
                ExitCode.BadInput,
                $"clearing: {refused.Message}, {Words.Of(refused.Refusal.Status)}"
                + (limit is null ? "" : $", limit {limit}"));
        }
        catch (HistoryException wrong)
        {
            throw new CommandException(ExitCode.BadInput, $"clearing: {wrong.Message}");
        }
    }
}
