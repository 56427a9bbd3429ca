namespace Clearing.Pages.Text;

/// <summary>
/// Ids of commands. One is made when a dialog opens and stays through every retry, so that a
/// command counts once however often it is sent.
/// </summary>
internal static class FreshId
{
    /// <summary>An id like <c>web-9f3c0a1b2c3d</c>.</summary>
    public static string New() => $"web-{Guid.NewGuid():n}"[..16];
}
