using System.Reflection;
using System.Text.Json;
using Clearing.Contracts;
using Clearing.Grains;
using Clearing.Market;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Clearing.Cluster.Tests.Wire;

/// <summary>Every type that travels between processes arrives as it was sent.</summary>
public sealed class ContractTests
{
    private static readonly Serializer Wire = new ServiceCollection()
        .AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    public static TheoryData<Type> Travelling =>
        [.. new[] { typeof(Bid).Assembly, typeof(ISellerGrain).Assembly, typeof(RoundGrain).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null)];

    [Theory]
    [MemberData(nameof(Travelling))]
    public void A_type_that_travels_arrives_as_it_was_sent(Type type)
    {
        var sent = SampleValues.Of(type, seed: 1);
        var arrived = Wire.Deserialize<object>(Wire.SerializeToArray<object>(sent));
        Assert.Equal(type, arrived!.GetType());
        Assert.Equal(Shown(sent), Shown(arrived));
    }

    [Fact]
    public void Every_type_in_a_signature_of_a_grain_travels()
    {
        var named =
            from grain in typeof(ISellerGrain).Assembly.GetTypes()
            where grain.IsInterface && grain.IsAssignableTo(typeof(IGrainWithStringKey))
            from method in grain.GetMethods()
            from type in method.GetParameters().Select(p => p.ParameterType).Append(method.ReturnType)
            from part in Parts(type)
            where part.Namespace!.StartsWith(nameof(Clearing), StringComparison.Ordinal)
            select part;
        Type[] all = [.. named.Distinct()];
        Assert.True(all.Length > 20);
        Assert.DoesNotContain(
            all, type => type.GetCustomAttribute<GenerateSerializerAttribute>() is null);
    }

    [Fact]
    public void Old_bytes_are_read_by_a_record_that_has_grown()
    {
        var old = new Bid("id", "seller", new Fee(5), new CubicFeet(6), new CubicFeet(2), TimeInForce.Round);
        var grown = Wire.Deserialize<GrownBid>(Wire.SerializeToArray(old));
        Assert.Equal(new GrownBid("id", "seller", new Fee(5), new CubicFeet(6), new CubicFeet(2),
            TimeInForce.Round, Channel: null), grown);
    }

    [Fact]
    public void New_bytes_are_read_by_a_record_that_has_not_grown_yet()
    {
        var grown = new GrownBid("id", "seller", new Fee(5), new CubicFeet(6), new CubicFeet(2),
            TimeInForce.Round, Channel: "app");
        var old = Wire.Deserialize<Bid>(Wire.SerializeToArray(grown));
        Assert.Equal(
            new Bid("id", "seller", new Fee(5), new CubicFeet(6), new CubicFeet(2), TimeInForce.Round),
            old);
    }

    private static IEnumerable<Type> Parts(Type type) => type.IsGenericType
        ? type.GetGenericArguments().SelectMany(Parts)
        : [type];

    private static string Shown(object value) => value is Exception exception
        ? $"{exception.GetType()} {exception.Message} {exception.InnerException?.Message}"
        : JsonSerializer.Serialize(value, value.GetType());
}

/// <summary>A bid of a possible later version, with one more field at the end.</summary>
[GenerateSerializer, Immutable]
public sealed record GrownBid(
    string Id, string Seller, Fee MaxFee, CubicFeet MaxVolume, CubicFeet MinVolume,
    TimeInForce TimeInForce, string? Channel);
