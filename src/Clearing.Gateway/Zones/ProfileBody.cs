using Clearing.Allocation.Bases;
using Clearing.Allocation.Sellers;

namespace Clearing.Gateway;

/// <summary>What the operator knows of a seller in a zone.</summary>
internal sealed record ProfileBody : IBody<ProfileBody>
{
    public static string Example => """{"account_started":"2020-05-01","plan":"PROFESSIONAL"}""";

    [Description("The day on which its account was opened; young accounts have no limit.")]
    public required DateOnly AccountStarted { get; init; }

    [Description("Its selling plan; the individual plan has a fixed base.")]
    public required Plan Plan { get; init; }

    internal SellerProfile ToProfile() => new(AccountStarted, Plan);
}
