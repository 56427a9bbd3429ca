using Clearing.Hosting;
using Clearing.Journal;
using Clearing.Silo;

WebApplication server;
var sample = SampleServer.IsAsked(args);
try
{
    if (args is ["schema", ..])
    {
        var settings = WebApplication.CreateBuilder(args).Configuration;
        await SchemaCommand.Run(ServerOptions.Read(settings), settings["scripts"], Console.Out);
        return 0;
    }
    server = Server.Create(sample ? SampleServer.Arguments(args) : args);
}
catch (Exception wrong) when (wrong is WrongSettingException or JournalOpenException or ArgumentException)
{
    Console.Error.WriteLine($"clearing-silo: {wrong.Message}");
    return 3;
}
await using (server)
{
    try
    {
        await server.StartAsync();
        if (sample) { await SampleServer.Fill(server); }
    }
    catch (Exception failed)
    {
        // The log has the whole of it. What has joined a cluster leaves it again.
        Console.Error.WriteLine(
            $"clearing-silo: cannot start: {failed.GetBaseException().Message}");
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
        // What never started does not always know how to stop, and why it did not start is said.
    }
}
