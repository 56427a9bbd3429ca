using Clearing.Lab.Journals;

namespace Clearing.Client.Lab;

/// <summary>Questions to a journal that may have no answer.</summary>
internal static class LabQuestions
{
    /// <summary>The answer; ends the command with the reason if there is none.</summary>
    internal static T Answer<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (HistoryException wrong)
        {
            throw new CommandException(ExitCode.BadInput, $"clearing: {wrong.Message}");
        }
    }
}
