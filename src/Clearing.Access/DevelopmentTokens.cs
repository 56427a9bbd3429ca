using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Clearing.Access;

/// <summary>
/// Creates tokens for development. A server in Production accepts none of them.
/// </summary>
public static class DevelopmentTokens
{
    /// <summary>The issuer that the tokens name.</summary>
    public const string Issuer = "clearing-development";

    /// <summary>The audience that the tokens name.</summary>
    public const string Audience = "clearing";

    private const int KeyBytes = 32;

    /// <summary>Creates a signed token.</summary>
    /// <param name="keyFile">
    /// The key file. A missing file is created, readable only by its owner.
    /// </param>
    /// <param name="role"><c>seller</c>, <c>operator</c> or <c>auditor</c>.</param>
    /// <param name="subject">The caller's id; for a seller, the seller's id.</param>
    /// <param name="regions">The regions of an operator; <c>*</c> for all.</param>
    /// <param name="expires">When the token expires, in UTC.</param>
    public static string Create(
        string keyFile, string role, string subject, IEnumerable<string> regions, DateTime expires)
    {
        if (!File.Exists(keyFile)) { WriteKey(keyFile); }
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Issuer,
                Audience = Audience,
                Expires = expires,
                Claims = new Dictionary<string, object>
                {
                    ["sub"] = subject,
                    ["role"] = role,
                    ["region"] = regions.ToArray(),
                },
                SigningCredentials = new SigningCredentials(
                    ReadKey(keyFile), SecurityAlgorithms.HmacSha256),
            });
    }

    /// <summary>Reads a key file.</summary>
    /// <exception cref="ArgumentException">The file contains no valid key.</exception>
    internal static SymmetricSecurityKey ReadKey(string keyFile)
    {
        try
        {
            var key = Convert.FromBase64String(File.ReadAllText(keyFile).Trim());
            if (key.Length >= KeyBytes) { return new SymmetricSecurityKey(key); }
        }
        catch (FileNotFoundException)
        {
            throw new ArgumentException(
                $"the file does not exist; `clearing token --key-file {keyFile}` creates it.");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"the file cannot be read: {wrong.Message}");
        }
        catch (FormatException)
        {
            // The error is raised below, so that the content of the file is not shown.
        }
        throw new ArgumentException($"the file must hold {KeyBytes} bytes in base64.");
    }

    private static void WriteKey(string keyFile)
    {
        var options =
            new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using var file = new StreamWriter(keyFile, options);
        file.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)));
    }
}
