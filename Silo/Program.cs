using Clearing.Gateway;
using Clearing.Hosting;
using Clearing.Journal;
using Clearing.Silo;

if (Usage.Answer(args) is { } told)
{
    Console.Out.WriteLine(told);
    return 0;
}
WebApplication server;
using var sample = SampleServer.IsAsked(args) ? new SampleServer() : null;
try
{
    if (args is [SchemaCommand.Word, .. var rest])
    {
        var settings = Server.ForSchema(rest);
        await SchemaCommand.Run(
            ServerOptions.Read(settings, forTables: true), settings[SchemaCommand.Scripts], Console.Out);
        return 0;
    }
    server = Server.Create(sample?.Arguments(args) ?? args);
}
catch (Exception wrong) when (
    wrong is JournalOpenException or ArgumentException or InvalidDataException)
{
    Console.Error.WriteLine($"clearing-silo: {wrong.Message}");
    return 3;
}
await using (server)
{
    try
    {
        await server.StartAsync();
        if (sample is not null) { await SampleServer.Fill(server); }
    }
    catch (Exception failed)
    {
        // A silo that has joined a cluster leaves it again.
        Console.Error.WriteLine($"clearing-silo: cannot start: {StartFailure.Text(failed)}");
        await Leave(server);
        return 3;
    }
    await server.WaitForShutdownAsync();
    return 0;
}

static async Task Leave(WebApplication server)
{
    try
    {
        await server.StopAsync();
    }
    catch (Exception)
    {
        // A host that never started cannot always stop; the reason why it did not start is
        // reported.
    }
}
