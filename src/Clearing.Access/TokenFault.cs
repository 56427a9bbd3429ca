namespace Clearing.Access;

/// <summary>Why a token is refused. <see cref="TokenKeys.Explain"/> says it in a sentence.</summary>
public enum TokenFault
{
    /// <summary>It is no signed JWT.</summary>
    Malformed = 0,

    /// <summary>No accepted key made its signature, or its algorithm is not accepted.</summary>
    WrongSignature = 1,

    /// <summary>It names another issuer, or none.</summary>
    WrongIssuer = 2,

    /// <summary>It is for another audience.</summary>
    WrongAudience = 3,

    /// <summary>It has no <c>exp</c>.</summary>
    NeverExpires = 4,

    /// <summary>It is valid for longer than <see cref="AuthOptions.MaxTokenLifetime"/>.</summary>
    LivesTooLong = 5,

    /// <summary>Its <c>nbf</c> is in the future.</summary>
    NotYetValid = 6,

    /// <summary>Its <c>exp</c> is in the past.</summary>
    Expired = 7,

    /// <summary>It breaks <see cref="SubjectRule"/>.</summary>
    NoSubject = 8,
}
