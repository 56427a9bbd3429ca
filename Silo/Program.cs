using Clearing.Journal;
using Clearing.Silo;

WebApplication server;
try
{
    if (args is ["schema", ..])
    {
        var settings = WebApplication.CreateBuilder(args).Configuration;
        await SchemaCommand.Run(SiloOptions.Read(settings), settings["scripts"], Console.Out);
        return 0;
    }
    server = Server.Create(args);
}
catch (Exception wrong) when (wrong is WrongSettingException or JournalOpenException or ArgumentException)
{
    Console.Error.WriteLine($"clearing-silo: {wrong.Message}");
    return 3;
}
await server.RunAsync();
return 0;
