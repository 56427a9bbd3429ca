using System.Collections.Immutable;

namespace Clearing.Embedded.Tests;

/// <summary>What an engine refuses to start with, and what it copies.</summary>
public sealed class SurfaceTests
{
    private readonly World _world = new();

    public sealed class Stranger;

    [GenerateSerializer]
    public sealed class Envelope
    {
        [Id(0)] public Stranger? Inside { get; set; }
    }

    public interface IStrangeGrain : IGrainWithStringKey
    {
        Task Take(List<Stranger> strangers);
    }

    public sealed class StrangeGrain : Grain, IStrangeGrain
    {
        public Task Take(List<Stranger> strangers) => Task.CompletedTask;
    }

    public interface ILetterGrain : IGrainWithStringKey
    {
        Task<Envelope> Open();
    }

    public sealed class LetterGrain : Grain, ILetterGrain
    {
        public Task<Envelope> Open() => Task.FromResult(new Envelope());
    }

    public interface IPlainGrain : IGrainWithStringKey
    {
        int Now();
    }

    public sealed class PlainGrain : Grain, IPlainGrain
    {
        public int Now() => 0;
    }

    public sealed class OtherLifeGrain : Grain, ISharedGrain
    {
        public Task<Wide> Echo(Wide wide) => Task.FromResult(wide);

        public Task<int[]> Pass([Immutable] int[] prices) => Task.FromResult(prices);

        public Task<IReadOnlyList<Point>> Points(ImmutableArray<Point> points) =>
            Task.FromResult<IReadOnlyList<Point>>(points.ToArray());

        public Task<Point> Fixed(Point point) => Task.FromResult(point);
    }

    public interface ISharedGrain : IGrainWithStringKey
    {
        Task<Wide> Echo(Wide wide);

        [return: Immutable]
        Task<int[]> Pass([Immutable] int[] prices);

        Task<IReadOnlyList<Point>> Points(ImmutableArray<Point> points);

        Task<Point> Fixed(Point point);
    }

    public sealed class SharedGrain : Grain, ISharedGrain
    {
        public Task<Wide> Echo(Wide wide) => Task.FromResult(wide);

        public Task<int[]> Pass([Immutable] int[] prices) => Task.FromResult(prices);

        public Task<IReadOnlyList<Point>> Points(ImmutableArray<Point> points) =>
            Task.FromResult<IReadOnlyList<Point>>(points.ToArray());

        public Task<Point> Fixed(Point point) => Task.FromResult(point);
    }

    [GenerateSerializer]
    public record Point([property: Id(0)] int X, [property: Id(1)] Int128 Y);

    [GenerateSerializer]
    public sealed record NamedPoint(int X, Int128 Y, [property: Id(0)] List<string> Names)
        : Point(X, Y);

    [GenerateSerializer]
    public struct Pair
    {
        [Id(0)] public int[] Left;
        [Id(1)] public string Right;
    }

    [GenerateSerializer]
    public sealed class Wide
    {
        [Id(0)] public Point? Point { get; init; }

        [Id(1)] public Pair Pair { get; init; }

        [Id(2)] public Pair? Maybe { get; init; }

        [Id(3)] public (int[] A, string B) Both { get; init; }

        [Id(4)] public Dictionary<string, List<int[]>> Deep { get; init; } = [];

        [Id(5)] public ImmutableArray<int[]> Rows { get; init; } = [];

        [Id(6)] public HashSet<string> Set { get; init; } = [];

        [Id(7)] public readonly int[] Fixed = [7];

        [Id(8)] public Wide? Next { get; init; }

        [Id(9)] public DateTimeOffset At { get; init; }
    }

    private string Refusal(params Type[] grains) =>
        Assert.Throws<InvalidOperationException>(() => _world.Engine(grains)).Message;

    [Fact]
    public void A_type_that_cannot_travel_is_named_with_its_method_and_interface()
    {
        var refusal = Refusal(typeof(StrangeGrain));
        Assert.Contains(nameof(Stranger), refusal, StringComparison.Ordinal);
        Assert.Contains("IStrangeGrain.Take", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_that_cannot_travel_is_found_inside_one_that_can()
    {
        var refusal = Refusal(typeof(LetterGrain));
        Assert.Contains(nameof(Stranger), refusal, StringComparison.Ordinal);
        Assert.Contains("ILetterGrain.Open", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_grain_method_returns_a_task() =>
        Assert.Contains("IPlainGrain.Now", Refusal(typeof(PlainGrain)), StringComparison.Ordinal);

    [Fact]
    public void One_interface_has_one_class() => Assert.Contains(
        "ISharedGrain", Refusal(typeof(SharedGrain), typeof(OtherLifeGrain)),
        StringComparison.Ordinal);

    [Fact]
    public void An_interface_without_a_class_cannot_be_called() =>
        Assert.Throws<InvalidOperationException>(() =>
            _world.Engine(typeof(LifeGrain)).GetGrain<ISharedGrain>("a"));

    [Fact]
    public void An_empty_key_is_refused() =>
        Assert.Throws<ArgumentException>(() =>
            _world.Engine(typeof(SharedGrain)).GetGrain<ISharedGrain>(""));

    [Fact]
    public void All_that_may_change_is_copied_however_deep()
    {
        var grain = _world.Engine(typeof(SharedGrain)).GetGrain<ISharedGrain>("a");
        var wide = new Wide
        {
            Point = new NamedPoint(1, Int128.MaxValue, ["n"]),
            Pair = new() { Left = [1], Right = "r" },
            Maybe = new Pair { Left = [2], Right = "s" },
            Both = ([3], "b"),
            Deep = { ["k"] = [[4]] },
            Rows = [[5]],
            Set = ["x"],
            Next = new() { Set = ["y"] },
            At = DateTimeOffset.UnixEpoch,
        };
        var copy = _world.Await(grain.Echo(wide));
        Assert.Equivalent(wide, copy, strict: true);
        Assert.Equal(((NamedPoint)wide.Point).Names, ((NamedPoint)copy.Point!).Names);
        (object, object)[] pairs =
        [
            (wide, copy), (wide.Pair.Left, copy.Pair.Left), (wide.Both.A, copy.Both.A),
            (wide.Maybe.Value.Left, copy.Maybe!.Value.Left), (wide.Deep, copy.Deep),
            (wide.Deep["k"][0], copy.Deep["k"][0]), (wide.Rows[0], copy.Rows[0]),
            (wide.Set, copy.Set), (wide.Fixed, copy.Fixed), (wide.Next, copy.Next!),
            (((NamedPoint)wide.Point).Names, ((NamedPoint)copy.Point).Names),
        ];
        Assert.All(pairs, pair => Assert.NotSame(pair.Item1, pair.Item2));
    }

    [Fact]
    public void What_never_changes_or_is_promised_not_to_is_passed_as_it_is()
    {
        var grain = _world.Engine(typeof(SharedGrain)).GetGrain<ISharedGrain>("a");
        int[] prices = [1];
        Assert.Same(prices, _world.Await(grain.Pass(prices)));
        var point = new Point(1, 2);
        Assert.Same(point, _world.Await(grain.Fixed(point)));
        Assert.Equal([point], _world.Await(grain.Points([point])));
    }
}
