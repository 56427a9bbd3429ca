using System.Diagnostics;

namespace Clearing.Processes.Crash;

/// <summary>Runs a server and clients, kills the server often, and checks the result.</summary>
internal sealed class CrashRun : IDisposable
{
    private readonly CrashOptions _options;
    private readonly string _folder;
    private readonly string _url = ServerProcess.FreeUrl();
    private readonly Gate _gate;
    private readonly HistoryWriter _history;
    private readonly Operator _operator;
    private readonly Random _random;
    private readonly CrashReport _report = new();
    private readonly List<ClientProcess> _clients = [];
    private readonly List<Task> _pending = [];
    private ServerProcess? _server;

    private CrashRun(CrashOptions options)
    {
        _options = options;
        _folder = options.Folder ?? Directory.CreateTempSubdirectory("clearing-crash").FullName;
        Directory.CreateDirectory(_folder);
        _random = new(options.Seed);
        _gate = new(_url);
        _history = new(Path.Combine(_folder, "operator.history"));
        _operator = new(_gate, new(_gate, _history), _random);
    }

    private string Database => Path.Combine(_folder, "clearing.db");

    /// <summary>Runs all loops and checks; the folder is kept if there are violations.</summary>
    public static async Task<CrashReport> Run(CrashOptions options)
    {
        using var run = new CrashRun(options);
        await run.RunLoops();
        await run.Check();
        if (options.Folder is null && run._report.Violations.Count == 0)
        {
            run.Dispose();
            Directory.Delete(run._folder, recursive: true);
        }
        else
        {
            options.Progress($"The database and the histories are in {run._folder}");
        }
        return run._report;
    }

    public void Dispose()
    {
        _clients.ForEach(client => client.Dispose());
        _clients.Clear();
        _server?.Dispose();
        _server = null;
        _gate.Dispose();
        _history.Dispose();
    }

    private async Task RunLoops()
    {
        await Start();
        await _operator.Open();
        for (var i = 0; i < _options.Clients; i++)
        {
            _clients.Add(new(_url, _folder, i, _options.Seed * 100 + i));
        }
        for (var loop = 1; loop <= _options.Loops; loop++)
        {
            await Crash((Moment)_random.Next(Enum.GetValues<Moment>().Length));
            await Start();
            if (loop % 10 == 0) { _options.Progress($"{loop} of {_options.Loops} loops"); }
            if (_random.Next(20) == 0) { await StopAndStart(); }
        }
        await Finish();
    }

    private async Task Crash(Moment moment)
    {
        await Task.Delay(_random.Next(50, 400));
        var market = Markets.All[_random.Next(Markets.All.Count)];
        var watched = moment switch
        {
            Moment.Bidding => _operator.Burst(market),
            Moment.Clearing => _operator.Clear(market),
            Moment.Telling => await Cleared(market),
            Moment.Recovering => await Restarted(),
            _ => _operator.ChangeCapacity(market),
        };
        await Task.Delay(moment switch
        {
            Moment.Recovering => _random.Next(1_200),
            // Sellers are told within milliseconds.
            Moment.Telling => 0,
            _ => _random.Next(25),
        });
        var hit = moment switch
        {
            Moment.Bidding or Moment.Clearing => !watched.IsCompleted,
            Moment.Recovering => !await _gate.IsUp(),
            _ => true,
        };
        _server!.Kill();
        if (moment == Moment.Telling) { hit = await JournalFacts.AnyUntold(Database, _folder); }
        _report.Killed(moment, hit);
        _pending.Add(watched);
    }

    private async Task<Task> Cleared(string market)
    {
        await _operator.Clear(market);
        return Task.CompletedTask;
    }

    private Task<Task> Restarted()
    {
        _server!.Kill();
        _server.Dispose();
        _server = ServerProcess.Start(_url, Database);
        return Task.FromResult(Task.CompletedTask);
    }

    private async Task Start()
    {
        _server?.Dispose();
        var began = Stopwatch.StartNew();
        _server = ServerProcess.Start(_url, Database);
        await _server.WaitUntilUp(_gate);
        if (began.Elapsed > _report.StartTimeout) { _report.StartTimeout = began.Elapsed; }
    }

    private async Task StopAndStart()
    {
        await StopServer();
        await Start();
    }

    private async Task StopServer()
    {
        var exitCode = await _server!.Stop();
        _report.Stops++;
        if (exitCode != 0)
        {
            _report.Violations.Add($"SIGTERM ended the server with {exitCode}:\n{_server.Said}");
        }
    }

    private async Task Finish()
    {
        foreach (var client in _clients)
        {
            var errors = await client.Finish();
            if (errors > 0) { _report.Violations.Add($"A client met {errors} internal errors."); }
        }
        await Task.WhenAll(_pending);
        await _operator.Settle();
        foreach (var market in await _operator.WaitUntilTold())
        {
            _report.Violations.Add($"{market} still has something to tell after 30 s.");
        }
        await StopServer();
    }

    private async Task Check()
    {
        _history.Dispose();
        var facts = await JournalFacts.Read(Database);
        new HistoryCheck(Exchange.ReadAll(_folder), facts, _report).Run();
        await FullCheck.Run(Database, _report);
    }
}
