using System.Reflection;
using Microsoft.AspNetCore.Components;

namespace Clearing.Pages;

/// <summary>
/// The parameters of the query that a page reads. The gateway refuses others, because a page that
/// ignored a misspelt filter would show everything.
/// </summary>
internal static class PageQuery
{
    // Every page can open with the answer to one of its questions.
    private const string Why = "why";

    /// <summary>What a page's properties declare.</summary>
    /// <param name="page">The page's component.</param>
    public static Marks.QueryNames Of(Type page) => new(
        [
            .. page.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .Select(property => (
                    property.Name, Query: property.GetCustomAttribute<SupplyParameterFromQueryAttribute>()))
                .Where(property => property.Query is not null)
                // As the console's own links write them.
                .Select(property => property.Query!.Name ?? property.Name.ToLowerInvariant()),
            Why,
        ],
        Required: false);
}
