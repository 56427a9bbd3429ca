using Clearing.Journal;
using Clearing.Sealing;

namespace Clearing.Hosting;

/// <summary>Decides at start whether a journal is sealed, and opens its keys.</summary>
internal static class JournalKeys
{
    private const string KeyFileSetting =
        $"{ServerOptions.Section}:{nameof(ServerOptions.KeyFile)}";

    /// <summary>The wrapper of the journal's keys; null if the journal is unsealed.</summary>
    /// <param name="builder">
    /// The builder of the host; an <see cref="IKeyWrapper"/> may already be registered.
    /// </param>
    /// <param name="options">They name the file of wrapping keys, if any.</param>
    /// <exception cref="WrongSettingException">
    /// The journal would be readable in the database, and the operator has not explicitly allowed
    /// it.
    /// </exception>
    public static IKeyWrapper? Wrapper(IHostApplicationBuilder builder, ServerOptions options)
    {
        var registered = builder.Services
            .LastOrDefault(service => service.ServiceType == typeof(IKeyWrapper))
            ?.ImplementationInstance as IKeyWrapper;
        var wrapper = Wrapper(options, registered);
        Check(builder.Environment, options, wrapper);
        return wrapper;
    }

    /// <summary>Adds the table of keys and, if the journal is sealed, the key ring.</summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="options">The options of the journal, which is already open.</param>
    /// <param name="wrapper">
    /// The result of <see cref="Wrapper(IHostApplicationBuilder, ServerOptions)"/>.
    /// </param>
    /// <exception cref="WrongSettingException">The keys do not match the journal.</exception>
    public static void Add(IServiceCollection services, ServerOptions options, IKeyWrapper? wrapper)
    {
        services.AddSingleton<ISecretSource>(SystemSecrets.Instance);
        var table = Journals.OpenKeys(options.ToJournal());
        // A factory makes the container close the table.
        services.AddSingleton(_ => table);
        if (wrapper is null)
        {
            RefuseSealed(table);
            return;
        }
        services.AddSingleton(Open(table, wrapper));
        if (options.AnchorFile is not { } path) { return; }
        services.AddSingleton<ChangedHeads>();
        services.AddSingleton<IAnchor>(new AnchorFile(path));
        services.AddHostedService<AnchorKeeper>();
    }

    private static IKeyWrapper? Wrapper(ServerOptions options, IKeyWrapper? registered)
    {
        if (options.KeyFile is not { } path) { return registered; }
        if (registered is not null)
        {
            throw new WrongSettingException(
                $"{KeyFileSetting} is set, and a key management service is registered: choose one.");
        }
        try
        {
            return KeyFile.Read(path, SystemSecrets.Instance);
        }
        catch (KeyFileException wrong)
        {
            throw new WrongSettingException($"{KeyFileSetting}: {wrong.Message}", wrong);
        }
    }

    private static void Check(
        IHostEnvironment environment, ServerOptions options, IKeyWrapper? wrapper)
    {
        if (wrapper is not null && options.Unsealed)
        {
            throw new WrongSettingException(
                $"--unsealed contradicts {KeyFileSetting}: leave out one of them.");
        }
        if (wrapper is null && options.SealedFromStart)
        {
            throw new WrongSettingException(
                $"Journal:SealedFromStart needs {KeyFileSetting}: nothing is sealed without it.");
        }
        if (wrapper is null && options.AnchorFile is not null)
        {
            throw new WrongSettingException(
                $"Journal:AnchorFile needs {KeyFileSetting}: an anchor over a journal that is not "
                + "sealed would confirm guesses at what is in it.");
        }
        var lasts = options.Provider != JournalProvider.Memory;
        if (wrapper is null && lasts && !options.Unsealed && environment.IsProduction())
        {
            throw new WrongSettingException(
                $"no key file is configured: name {KeyFileSetting}, or start with --unsealed, "
                + "which lets anyone who can read the database read open bids.");
        }
    }

    private static KeyRing Open(IKeyTable table, IKeyWrapper wrapper)
    {
        try
        {
            return KeyRing.Open(table, wrapper, SystemSecrets.Instance).GetAwaiter().GetResult();
        }
        catch (KeyUnavailableException refused)
        {
            var why = refused.Problem == KeyProblem.Planted
                ? "the journal's table of keys was changed."
                : $"{KeyFileSetting} is not this journal's, or has lost a line.";
            throw new WrongSettingException($"{why} {refused.Message}", refused);
        }
    }

    // A server without keys could not read the journal, and would go on writing it unencrypted.
    private static void RefuseSealed(IKeyTable table)
    {
        if (table.Find([KeyScope.Sellers]).GetAwaiter().GetResult().Count > 0)
        {
            throw new WrongSettingException($"the journal is sealed: name its {KeyFileSetting}.");
        }
    }
}
