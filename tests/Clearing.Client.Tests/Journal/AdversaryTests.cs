using Clearing.Adversaries;
using Clearing.Adversaries.AtRest;

namespace Clearing.Client.Tests.Journal;

/// <summary>
/// Someone who has the database learns nothing, but does if the mitigation is left out.
/// </summary>
public sealed class AdversaryTests
{
    public static TheoryData<Adversary> All => new(
        new ReadDatabase(), new SizeOracle(), new MoveRows(), new TrimJournal(), new RestoreOld(),
        new OldKey(), new PlantKey(), new MakeUpRow(), new ErasedSeller());

    [Theory]
    [MemberData(nameof(All))]
    public async Task An_adversary_learns_nothing_and_changes_nothing_unnoticed(Adversary adversary) =>
        Assert.Empty(await adversary.Try(defended: true));

    [Theory]
    [MemberData(nameof(All))]
    public async Task Without_its_mitigation_it_does(Adversary adversary) =>
        Assert.NotEmpty(await adversary.Try(defended: false));
}
