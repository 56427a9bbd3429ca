namespace Clearing.Gateway.Tests;

/// <summary>
/// A server that sends its traces to a collector, at a port on which nothing listens.
/// </summary>
public sealed class TracedServer : IAsyncLifetime
{
    internal static readonly string[] Settings = ["--Otlp:Endpoint", "http://127.0.0.1:9"];

    internal RunningServer Server { get; } = new() { Settings = Settings };

    public Task InitializeAsync() => Server.InitializeAsync();

    public Task DisposeAsync() => Server.DisposeAsync();
}
