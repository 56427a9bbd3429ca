using Clearing.Grains.Events;
using Clearing.Journal;

namespace Clearing.Hosting;

/// <summary>Tells whether the erasure of a seller was interrupted. It needs no key.</summary>
internal static class ErasureState
{
    /// <summary>True if an erasure began and did not end.</summary>
    /// <param name="journal">The journal.</param>
    internal static async Task<bool> IsOpen(IJournalReader journal)
    {
        var ended = Codecs.Erasure.NameOf(new SellerErased(1, []));
        var isOpen = false;
        await foreach (var stored in journal.Read(Streams.Erased, 0).ConfigureAwait(false))
        {
            isOpen = stored.Type != ended;
        }
        return isOpen;
    }
}
