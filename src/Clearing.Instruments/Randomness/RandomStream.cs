using System.Numerics;

namespace Clearing.Instruments.Randomness;

/// <summary>
/// The random numbers of one seed, market and purpose: xoshiro256**, seeded by SplitMix64.
/// </summary>
/// <remarks>
/// A value with its own state: no thread or order of work can change what a market draws.
/// Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021.
/// </remarks>
public struct RandomStream
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    /// <summary>The stream of a seed, a market and a purpose.</summary>
    /// <param name="seed">The seed of the whole run.</param>
    /// <param name="market">The number of the market.</param>
    /// <param name="purpose">What the numbers are for.</param>
    public RandomStream(ulong seed, long market, Purpose purpose)
    {
        var state = Mix(Mix(seed) ^ (ulong)market);
        state = Mix(state ^ (ulong)purpose);
        _a = Next(ref state);
        _b = Next(ref state);
        _c = Next(ref state);
        _d = Next(ref state);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        unchecked
        {
            var bits = BitOperations.RotateLeft(_b * 5, 7) * 9;
            var shifted = _b << 17;
            _c ^= _a;
            _d ^= _b;
            _b ^= _c;
            _a ^= _d;
            _c ^= shifted;
            _d = BitOperations.RotateLeft(_d, 45);
            return bits;
        }
    }

    /// <summary>A number from 0 up to but excluding 1.</summary>
    public double NextUnit() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number from one bound up to but excluding the other.</summary>
    public double NextBetween(double least, double most) => least + ((most - least) * NextUnit());

    /// <summary>An integer from 0 up to but excluding a bound.</summary>
    public int NextBelow(int bound) => (int)(NextUnit() * bound);

    /// <summary>A standard normal number (Box and Muller).</summary>
    public double NextNormal()
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextUnit()));
        return radius * Math.Cos(2 * Math.PI * NextUnit());
    }

    private static ulong Next(ref ulong state)
    {
        unchecked { state += 0x9E3779B97F4A7C15; }
        return Finish(state);
    }

    private static ulong Mix(ulong value)
    {
        unchecked { return Finish(value + 0x9E3779B97F4A7C15); }
    }

    private static ulong Finish(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
