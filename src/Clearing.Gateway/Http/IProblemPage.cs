namespace Clearing.Gateway;

/// <summary>Shows problems to people, beside the problem details that programs get.</summary>
internal interface IProblemPage
{
    /// <summary>True for a request that a browser sent for a page.</summary>
    bool IsFor(HttpContext context);

    /// <summary>Writes the page; the status is set.</summary>
    Task Write(HttpContext context, Problem problem);
}
