using Clearing.Pages.Reading;

namespace Clearing.Pages.Text;

/// <summary>
/// Ids of commands. One is made when a dialog opens and stays through every retry, so that a
/// command counts once however often it is sent. What is sent after an answer is another command.
/// </summary>
internal static class FreshId
{
    /// <summary>An id like <c>web-9f3c0a1b2c3d</c>.</summary>
    public static string New() => $"web-{Guid.NewGuid():n}"[..16];

    /// <summary>The id of the next command after one that was sent under this id.</summary>
    /// <param name="id">The id that was sent.</param>
    /// <param name="failure">What came of it; null if it is done.</param>
    public static string After(string id, Failure? failure) =>
        failure is { LeavesIdOpen: true } ? id : New();
}
