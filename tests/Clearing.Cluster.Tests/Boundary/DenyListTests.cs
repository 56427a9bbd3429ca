using Clearing.Connect;
using Microsoft.Extensions.Logging.Abstractions;

namespace Clearing.Cluster.Tests.Boundary;

/// <summary>Revoked certificates are refused from the start on, whatever becomes of their list.</summary>
public sealed class DenyListTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();
    private readonly SteppedClock _clock = new();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void It_is_read_again_after_a_minute()
    {
        File.WriteAllText(_file, "0a1b\n\n");
        var list = List();
        var first = list.Current().ToArray();
        File.WriteAllText(_file, "0A1B\nFF\n");
        var soon = list.Current().ToArray();
        _clock.Now += TimeSpan.FromMinutes(1);

        Assert.Equal(["0A1B"], first);
        Assert.Equal(["0A1B"], soon);
        Assert.Equal(["0A1B", "FF"], list.Current().Order());
    }

    [Theory]
    [InlineData("0A1B\nnot hex\n", "'NOT HEX'")]
    [InlineData("0A:1B\n", "'0A:1B'")]
    public void A_line_that_is_no_serial_number_ends_the_start(string text, string line)
    {
        File.WriteAllText(_file, text);

        Assert.Contains(line, Assert.Throws<ArgumentException>(() => List().Current()).Message);
    }

    [Fact]
    public void A_list_that_is_not_there_ends_the_start() => Assert.Contains(
        "Cluster:Tls:DenyFile",
        Assert.Throws<ArgumentException>(
            () => new DenyList(_file + "-none", _clock, NullLogger.Instance).Current()).Message);

    [Fact]
    public void What_was_read_holds_when_the_list_is_gone_or_spoilt()
    {
        File.WriteAllText(_file, "FF");
        var list = List();
        list.Current();
        foreach (var spoil in (Action[])[() => File.WriteAllText(_file, "?"), () => File.Delete(_file)])
        {
            spoil();
            _clock.Now += TimeSpan.FromMinutes(1);
            Assert.Equal(["FF"], list.Current());
        }
    }

    private DenyList List() => new(_file, _clock, NullLogger.Instance);

    private sealed class SteppedClock : TimeProvider
    {
        internal TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
