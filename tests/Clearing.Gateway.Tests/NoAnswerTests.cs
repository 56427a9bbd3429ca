using Clearing.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Clearing.Gateway.Tests;

/// <summary>What the log says of a command whose outcome is unknown.</summary>
public sealed class NoAnswerTests
{
    [Fact]
    public async Task A_cause_that_did_not_travel_is_not_logged_as_an_empty_one()
    {
        var told = await Log(new OutcomeUnknownException("'seller/acme' may have recorded this"));
        var known = await Log(new OutcomeUnknownException("no answer", new TimeoutException()));

        Assert.Contains("No answer (a silo says that the outcome is unknown) to", told);
        Assert.Contains("No answer (TimeoutException) to", known);
        Assert.DoesNotContain("acme", told);
    }

    private static async Task<string> Log(Exception failure)
    {
        using var lines = new LogLines();
        using var logs = LoggerFactory.Create(log => log.AddProvider(lines));
        await using var services = new ServiceCollection()
            .AddMetrics().AddLogging().AddSingleton<GatewayMetrics>().BuildServiceProvider();
        var context = new DefaultHttpContext { RequestServices = services };
        context.Request.Method = "POST";
        context.Response.Body = new MemoryStream();
        await new Failures(_ => throw failure, logs.CreateLogger<Failures>()).InvokeAsync(context);
        Assert.Equal(503, context.Response.StatusCode);
        return lines.Text;
    }
}
