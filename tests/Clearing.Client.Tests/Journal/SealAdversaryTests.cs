using Clearing.Adversaries;

namespace Clearing.Client.Tests.Journal;

/// <summary>Adversaries learn nothing, and would if what stops them were switched off.</summary>
public sealed class SealAdversaryTests
{
    public static TheoryData<string> Names =>
        [.. SealAdversaries.All.Select(adversary => adversary.GetType().Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_adversary_learns_nothing(string name) => Assert.Null(Of(name).Attack());

    [Theory]
    [MemberData(nameof(Names))]
    public void An_adversary_tries_hard_enough_to_learn_what_is_not_protected(string name) =>
        Assert.NotNull(Of(name).AttackUnprotected());

    private static IAdversary Of(string name) =>
        SealAdversaries.All.Single(adversary => adversary.GetType().Name == name);
}
