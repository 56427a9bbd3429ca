using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using Clearing.Pages.Access;
using Microsoft.Net.Http.Headers;

namespace Clearing.Pages;

/// <summary>
/// The style sheet, the scripts and the icon, all from this assembly and nothing from elsewhere.
/// </summary>
internal static class EmbeddedFiles
{
    private static readonly (string Path, string Name, string Type)[] Known =
    [
        ("/console/console.css", "console.css", "text/css; charset=utf-8"),
        ("/console/console.js", "console.js", "text/javascript; charset=utf-8"),
        ("/console/clearing.svg", "clearing.svg", "image/svg+xml"),
        ("/_framework/blazor.web.js", "blazor.web.js", "text/javascript; charset=utf-8"),
        ("/_content/Microsoft.AspNetCore.Components.QuickGrid/QuickGrid.razor.js", "QuickGrid.razor.js",
            "text/javascript; charset=utf-8"),
    ];

    private static readonly FrozenDictionary<string, (byte[] Bytes, string Tag)> Files =
        Known.ToFrozenDictionary(file => file.Path, file => Read(file.Name));

    /// <summary>The address of a file, which changes with its content.</summary>
    public static string Url(string path) => $"{path}?v={Files[path].Tag}";

    public static void Map(IEndpointRouteBuilder app)
    {
        foreach (var (path, _, type) in Known)
        {
            var (bytes, tag) = Files[path];
            var entityTag = new EntityTagHeaderValue($"\"{tag}\"");
            app.MapGet(path, (HttpContext context) =>
                {
                    context.Response.Headers.CacheControl = context.Request.Query["v"] == tag
                        ? "public, max-age=31536000, immutable"
                        : "no-cache";
                    return Results.Bytes(bytes, type, entityTag: entityTag);
                })
                .WithMetadata(new ConsoleMark(), new OpenMark()).ExcludeFromDescription();
        }
    }

    private static (byte[] Bytes, string Tag) Read(string name)
    {
        using var from = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks {name}.");
        var bytes = new byte[from.Length];
        from.ReadExactly(bytes);
        return (bytes, Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6)));
    }
}
