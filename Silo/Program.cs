using Clearing.Journal;
using Clearing.Silo;

var builder = WebApplication.CreateBuilder(args);
try
{
    var options = SiloOptions.Read(builder.Configuration);
    if (args is ["schema", ..])
    {
        await SchemaCommand.Run(options, builder.Configuration["scripts"], Console.Out);
        return 0;
    }
    builder.AddClearingCluster(options);
}
catch (Exception wrong) when (wrong is WrongSettingException or JournalOpenException or ArgumentException)
{
    Console.Error.WriteLine($"clearing-silo: {wrong.Message}");
    return 3;
}

var app = builder.Build();
app.MapHealth();
await app.RunAsync();
return 0;
