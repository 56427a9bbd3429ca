using System.Reflection;
using Clearing.Access;
using Clearing.Connect;
using Clearing.Hosting;
using Clearing.Pages;
using Clearing.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Clearing.Gateway.Tests;

/// <summary>In every section, a wrong setting fails the start with one line.</summary>
/// <remarks>The cases come from the properties, so a new setting is tested automatically.</remarks>
public class EverySettingTests
{
    private const string Nonsense = "?!";

    private static readonly (string Section, Type Type)[] Sections =
    [
        (ServerOptions.Section, typeof(ServerOptions)),
        (ClusterSettings.Section, typeof(ClusterSettings)),
        (GatewayOptions.Section, typeof(GatewayOptions)),
        (AuthOptions.Section, typeof(AuthOptions)),
        (WebhookOptions.Section, typeof(WebhookOptions)),
        (TelemetryOptions.Section, typeof(TelemetryOptions)),
        (ConsoleOptions.Section, typeof(ConsoleOptions)),
    ];

    public static TheoryData<string> Settings =>
    [
        .. from section in Sections
           from property in section.Type.GetProperties()
           where property.CanWrite && !property.IsDefined(typeof(NotASettingAttribute))
           select $"{section.Section}:{property.Name}",
    ];

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_misspelt_name_is_refused_and_the_right_one_named(string name)
    {
        var message = Refused(name + "x", "1");

        Assert.StartsWith($"{name}x is not a setting", message, StringComparison.Ordinal);
        if (PropertyOf(name).Name.Length > 2) { Assert.Contains($"did you mean {name}?", message); }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_value_that_cannot_be_read_is_refused_with_what_is_allowed(string name)
    {
        var isText = PropertyOf(name).PropertyType == typeof(string);

        var message = Refused(name, isText ? " " : Nonsense);

        Assert.StartsWith(
            isText ? $"{name} is empty" : $"{name} is '{Nonsense}'; it must be", message,
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_value_out_of_its_range_is_refused(string name)
    {
        var property = PropertyOf(name);
        var isList = property.PropertyType.IsAssignableTo(typeof(IEnumerable<TimeSpan>));
        var place = isList ? $"{name}:0" : name;

        Assert.All(OutOfRange(property), value => Assert.StartsWith(
            $"{place} is '{value}'; it must be", Refused(place, value), StringComparison.Ordinal));
    }

    [Fact]
    public void A_misspelt_section_is_refused()
    {
        var settings = new ConfigurationManager();
        settings["Gatway:CallsPerSecond"] = "1";

        Assert.Equal(
            "Gatway is not a section of settings; did you mean Gateway?",
            Assert.Throws<WrongSettingException>(
                () => SettingSection.RefuseMisspelt(settings, "Journal", "Gateway")).Message);
    }

    [Fact]
    public void Authentication_is_not_switched_off_by_a_misspelt_name()
    {
        Assert.Contains(
            "did you mean Gateway:Auth:PublicKeyFile?",
            Refused("Gateway:Auth:PublicKeyFil", "key.pem"));
    }

    [Fact]
    public void A_number_alone_is_no_time()
    {
        Assert.Equal(
            "Gateway:CallTimeout is '30'; it must be a time from 00:00:00.1000000 to 1.00:00:00, "
            + "such as 00:00:30 for 30 seconds.",
            Refused("Gateway:CallTimeout", "30"));
    }

    [Theory]
    [InlineData("Issuer", "https://id.example.com", "PublicKeyFile")]
    [InlineData("Audience", "other", "Authority or PublicKeyFile or DevelopmentKeyFile")]
    [InlineData("MaxTokenLifetime", "00:10:00", "Authority or PublicKeyFile")]
    public void A_setting_of_tokens_that_no_key_uses_is_refused(string name, string value, string needed) =>
        Assert.StartsWith(
            $"Gateway:Auth:{name} has no effect without Gateway:Auth:{needed}",
            Refused($"Gateway:Auth:{name}", value), StringComparison.Ordinal);

    [Theory]
    [InlineData("Cluster:GatewayPort", "0")]
    [InlineData("Cluster:CallTimeout", "1")]
    [InlineData("Cluster:CallTimeou", "00:00:30")]
    public void A_client_is_as_strict_as_a_silo(string name, string value)
    {
        var builder = Host.CreateApplicationBuilder([$"--{name}={value}"]);

        var wrong = Assert.Throws<WrongSettingException>(() => builder.AddClearingClient());

        Assert.StartsWith(name, wrong.Message, StringComparison.Ordinal);
    }

    private static PropertyInfo PropertyOf(string name)
    {
        var at = name.LastIndexOf(':');
        return Sections.Single(section => section.Section == name[..at]).Type
            .GetProperty(name[(at + 1)..])!;
    }

    private static IEnumerable<string> OutOfRange(PropertyInfo property)
    {
        if (property.GetCustomAttribute<SettingRangeAttribute>() is { } range)
        {
            yield return $"{range.Min - 1}";
            yield return $"{range.Max + 1}";
        }
        if (property.GetCustomAttribute<SettingTimeAttribute>() is { } time)
        {
            yield return $"{time.Min - TimeSpan.FromTicks(1):c}";
            yield return $"{time.Max + TimeSpan.FromSeconds(1):c}";
        }
        if (property.IsDefined(typeof(SettingFormAttribute))) { yield return "a\nb"; }
    }

    private static string Refused(string name, string value)
    {
        string[] arguments = ["--environment", "Development", $"--{name}={value}"];
        return Assert.Throws<WrongSettingException>(() => Silo.Server.Create(arguments)).Message;
    }
}
