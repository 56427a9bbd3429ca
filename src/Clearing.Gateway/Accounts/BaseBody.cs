namespace Clearing.Gateway;

/// <summary>A seller's base allocation in a region and storage type.</summary>
internal sealed record BaseBody : IBody<BaseBody>
{
    public static string Example =>
        """
        {"volume":10000}
        """;

    [Description("Cubic feet, 0 or more.")]
    public required long Volume { get; init; }

    public static BaseBody Read(Members members)
    {
        var body = new BaseBody { Volume = members.Number("volume", least: 0) };
        members.RefuseOthers();
        return body;
    }
}
