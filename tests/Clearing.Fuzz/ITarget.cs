namespace Clearing.Fuzz;

/// <summary>Something that reads what others wrote.</summary>
internal interface ITarget
{
    /// <summary>What it reads.</summary>
    string Name { get; }

    /// <summary>How many of the inputs it gets, beside those of the others; less where it is slow.</summary>
    int Share => 20;

    /// <summary>Inputs that are right, to be damaged.</summary>
    IReadOnlyList<byte[]> Valid { get; }

    /// <summary>
    /// Reads an input: true if it is taken, false if it is refused with a clear error. Whatever it
    /// throws is a bug.
    /// </summary>
    bool Take(byte[] input, Random random);
}
