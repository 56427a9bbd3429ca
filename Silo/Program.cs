using Clearing.Journal;
using Clearing.Silo;

var builder = WebApplication.CreateBuilder(args);
try
{
    var options = builder.Configuration.GetSection(SiloOptions.Section).Get<SiloOptions>() ?? new();
    builder.AddClearingCluster(options);
}
catch (Exception wrong) when (wrong is JournalOpenException or ArgumentException or InvalidOperationException)
{
    Console.Error.WriteLine($"clearing-silo: {wrong.Message}");
    return 3;
}

var app = builder.Build();
app.MapGet("/health/live", () => "live");
await app.RunAsync();
return 0;
