namespace Clearing.Journal;

/// <summary>With whom a store shares its journal.</summary>
internal enum PostgresSharing
{
    /// <summary>With other servers, and with nobody who needs it alone.</summary>
    Servers = 0,

    /// <summary>With no server, as long as it is open.</summary>
    Nobody = 1,

    /// <summary>With everybody: it writes a stream that no server writes.</summary>
    Everybody = 2,
}
