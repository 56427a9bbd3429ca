using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;

namespace Clearing.Gateway.Tests;

/// <summary>Clients that public generators create from the description play a round.</summary>
public class GeneratedClientTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Generator = "openapi-typescript@7.13.0";

    [Fact]
    public async Task A_client_generated_in_csharp_runs_a_whole_round()
    {
        var description = await OpenApiDocument.FromJsonAsync(
            (await server.Send("GET", "/openapi/v1.json")).Text);
        var settings = new CSharpClientGeneratorSettings
        {
            ClassName = "ClearingClient",
            UseBaseUrl = false,
            CSharpGeneratorSettings =
            {
                Namespace = "Generated",
                JsonLibrary = CSharpJsonLibrary.SystemTextJson,
            },
        };
        var client = new CSharpClientGenerator(description, settings).GenerateFile();

        var round = Compiled(client, Source("Round.cs")).GetType("Generated.Round")!;
        var told = await (Task<string[]>)round.GetMethod("Play")!.Invoke(null, [$"{server.Address}"])!;

        Assert.Equal(
            [
                "ACCEPTED 1", "AMENDED", "422 VOLUME_OFF_LOT 10",
                "CLEARED 9007199254740990 at 600000", "SETTLED SETTLED",
            ],
            told);
    }

    [NpmFact(Generator, "openapi-typescript")]
    public async Task A_client_generated_in_typescript_runs_a_whole_round_in_exact_amounts()
    {
        var folder = Directory.CreateDirectory(Path.Combine(server.Folder, "typescript")).FullName;
        async Task Write(string file, string text) =>
            await File.WriteAllTextAsync(Path.Combine(folder, file), text);
        await Write("openapi.json", (await server.Send("GET", "/openapi/v1-strings.json")).Text);
        await Write("round.ts", Source("round.ts"));
        await Write("package.json", """{"type":"module","private":true}""");
        Node(folder, "npm", "install", "--no-audit", "--no-fund", "--prefer-offline", Generator,
            "openapi-fetch@0.17.0", "typescript@5.9.3", "@types/node@20.19.0");
        Node(folder, "npx", "openapi-typescript", "openapi.json", "-o", "schema.d.ts");
        Node(folder, "npx", "tsc", "--strict", "--module", "nodenext", "--target", "es2022", "round.ts");

        Assert.Equal(
            ["ACCEPTED 1", "422 VOLUME_NOT_POSITIVE", "CLEARED 9007199254740993 at 500000", "SETTLED"],
            Node(folder, "node", "round.js", $"{server.Address}".TrimEnd('/')).Trim().Split('\n'));
    }

    private static string Node(string folder, string program, params string[] arguments)
    {
        var (exitCode, output) = NpmFactAttribute.Start(folder, program, arguments)!.Value;
        Assert.True(exitCode == 0, $"{program} {string.Join(' ', arguments)}: {output}");
        return output;
    }

    private static Assembly Compiled(params string[] sources)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            "Generated", sources.Select(source => CSharpSyntaxTree.ParseText(source)),
            platform.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics.Take(10)));
        image.Position = 0;
        return new AssemblyLoadContext("generated", isCollectible: true).LoadFromStream(image);
    }

    private static string Source(string name)
    {
        using var stream = typeof(GeneratedClientTests).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
