using Clearing.Sealing;

namespace Clearing.Journal.Tests;

/// <summary>The content of key files, their access rights, and the keys that they wrap.</summary>
public sealed class KeyFileTests : IDisposable
{
    private const string Old = "k-2026 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private const string New = "k-2027 ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";
    private static readonly byte[] Secret = [.. Enumerable.Range(32, 32).Select(n => (byte)n)];
    private static readonly StoredKey Place = new("market/a/b/c", 1, "k-2026", default);
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Another program computed the wrapped key, with Python's cryptography package.
    [Fact]
    public async Task A_wrapped_key_has_the_bytes_that_the_format_says()
    {
        var file = KeyFile.Read(Write(Old), new CountedSecrets(0xA0));

        var wrapped = await file.Wrap(Secret, Place.Bound());

        Assert.Equal(
            "oKGio6SlpqeoqaqrxjleDmHuJJhKTK34K1fu8UCdayOmgnRbpDccvUOWSz5u0Q5OVxiukgsNbn7kuvfM",
            Convert.ToBase64String(wrapped));
    }

    [Fact]
    public async Task The_last_line_wraps_and_all_lines_unwrap()
    {
        var before = KeyFile.Read(Write(Old), SystemSecrets.Instance);
        var wrapped = await before.Wrap(Secret, Place.Bound());

        var after = KeyFile.Read(Write("# keys", Old, "", New), SystemSecrets.Instance);

        Assert.Equal("k-2027", after.Current);
        Assert.Equal(Secret, await after.Unwrap("k-2026", wrapped, Place.Bound()));
        Assert.Null(await after.Unwrap("k-2027", wrapped, Place.Bound()));
        Assert.Null(await after.Unwrap("k-2025", wrapped, Place.Bound()));
    }

    [Fact]
    public async Task A_wrapped_key_unwraps_for_no_other_scope_number_or_wrapping_key()
    {
        var file = KeyFile.Read(Write(Old), SystemSecrets.Instance);
        var wrapped = await file.Wrap(Secret, Place.Bound());
        StoredKey[] others =
        [
            Place with { Scope = "market/a/b/d" }, Place with { Number = 2 },
            Place with { Kek = "k-2027" },
        ];

        foreach (var other in others)
        {
            Assert.Null(await file.Unwrap("k-2026", wrapped, other.Bound()));
        }
        for (var i = 0; i < wrapped.Length; i++)
        {
            var changed = wrapped.ToArray();
            changed[i] ^= 1;
            Assert.Null(await file.Unwrap("k-2026", changed, Place.Bound()));
        }
        Assert.Null(await file.Unwrap("k-2026", wrapped[1..], Place.Bound()));
    }

    [Theory]
    [InlineData("it has no line with a key", "", "# nothing")]
    [InlineData("line 1 is not an id, a space and a key", "k-2026")]
    [InlineData("line 2 is not an id, a space and a key", Old, New + " more")]
    [InlineData("the id of line 1 is not", "k/1 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")]
    [InlineData("the id of line 1 is not", "clear AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")]
    [InlineData("the key of line 1 is not 32 bytes", "k AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg==")]
    [InlineData("the key of line 1 is not 32 bytes", "k AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g")]
    [InlineData("the key of line 1 is not 32 bytes", "k ?")]
    [InlineData("line 3 has the id of an earlier line", Old, New, Old)]
    public void A_wrong_line_is_named_and_its_key_is_not_told(string cause, params string[] lines)
    {
        var path = Write(lines);

        var refusal = Assert.Throws<KeyFileException>(
            () => KeyFile.Read(path, SystemSecrets.Instance));

        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(cause, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("AAECAw", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_file_that_others_have_access_to_is_refused(UnixFileMode more)
    {
        if (OperatingSystem.IsWindows()) { return; }
        var path = Write(Old);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | more);
        File.CreateSymbolicLink(_folder.File("link"), path);

        foreach (var name in new[] { path, _folder.File("link") })
        {
            var refusal = Assert.Throws<KeyFileException>(
                () => KeyFile.Read(name, SystemSecrets.Instance));
            Assert.Contains("make its mode 0600", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused()
    {
        var refusal = Assert.Throws<KeyFileException>(
            () => KeyFile.Read(_folder.File("nowhere"), SystemSecrets.Instance));

        Assert.Contains("there is no such file", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_key_goes_into_the_file_that_a_link_names()
    {
        var (path, link) = (Write(Old), _folder.File("link"));
        File.CreateSymbolicLink(link, path);

        KeyFile.Add(link, "k-2028", SystemSecrets.Instance);

        Assert.Equal(path, new FileInfo(link).LinkTarget);
        Assert.Equal("k-2028", KeyFile.Read(path, SystemSecrets.Instance).Current);
    }

    [Fact]
    public void What_an_interrupted_command_left_does_not_decide_who_may_read_the_key()
    {
        if (OperatingSystem.IsWindows()) { return; }
        var path = Write(Old);
        File.WriteAllText(path + ".new", "half a li");
        File.SetUnixFileMode(path + ".new", UnixFileMode.UserRead | UnixFileMode.OtherRead);

        KeyFile.Add(path, "k-2028", SystemSecrets.Instance);

        Assert.Equal("k-2028", KeyFile.Read(path, SystemSecrets.Instance).Current);
    }

    [Fact]
    public void A_key_that_cannot_be_kept_is_left_nowhere()
    {
        var folder = Directory.CreateDirectory(_folder.File("folder")).FullName;

        var refusal = Assert.Throws<KeyFileException>(
            () => KeyFile.Add(folder, "k-2028", SystemSecrets.Instance));

        Assert.Contains("it cannot be written", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder + ".new"));
    }

    private string Write(params string[] lines)
    {
        var path = _folder.File("keys");
        File.WriteAllLines(path, lines);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        return path;
    }
}
