using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Chaos.Books;
using RentABot.Chaos.Checking;
using RentABot.Contracts;
using RentABot.Fuzz.Api;
using RentABot.Fuzz.Requests;
using RentABot.Persistence;
using RentABot.Persistence.Clock;
using RunHistory = RentABot.Chaos.History.RunHistory;

namespace RentABot.Fuzz.Runs;

/// <summary>One service from its start to its end, the requests that it gets, and what its books say afterwards.</summary>
internal sealed class Life(Service service, Tally tally)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly Func<CheckedRun, IEnumerable<Violation>>[] Rules =
        [LedgerRule.Check, EventLogRule.Check, ReservationPathRule.Check, ListRule.Check, LeftoverRule.Check];

    private readonly Findings _findings = new();
    private readonly ConcurrentQueue<string> _trace = new();
    private readonly ConcurrentQueue<string> _faults = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async Task LiveAsync(int[][] recipes)
    {
        var operations = await OperationsAsync();
        var maker = new RequestMaker(_findings, new Values(_findings, TimeProvider.System));
        for (var next = 0; next < recipes.Length && _faults.IsEmpty;)
        {
            // Some come one after the other, some together.
            var together = recipes[next][0] % 2 == 0 ? 1 : 2 + (recipes[next][1] % 7);
            var attempts = recipes[next..Math.Min(next + together, recipes.Length)].Select(recipe => new Choices(recipe[2..]))
                .Select(choices => maker.Make(choices.Of(operations), choices)).ToList();
            await Task.WhenAll(attempts.Select(SendAsync));
            next += together;
        }

        ShouldBeFaultless();
        await ShouldHaveBooksInOrderAsync();
        await ShouldStillWorkAsync();
    }

    /// <summary>Operations that take few words and make much come more often.</summary>
    private async Task<IReadOnlyList<Operation>> OperationsAsync()
    {
        var operations = new ApiDescription(await service.AskAsync(HttpMethod.Get, "/openapi/v1.json")).Operations();
        return [.. operations.SelectMany(operation => Enumerable.Repeat(operation, operation.Method == HttpMethod.Post ? 3 : 1))];
    }

    private async Task SendAsync(Attempt attempt)
    {
        using var message = attempt.ToMessage();
        using var hangUp = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        if (attempt.Patience is { } patience) hangUp.CancelAfter(patience);
        try
        {
            using var response = await service.Client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, hangUp.Token);
            var body = HasNoEnd(response) ? "" : await response.Content.ReadAsStringAsync(hangUp.Token);
            tally.Count(attempt.Operation.Id, $"{(int)response.StatusCode}");
            Note($"{(int)response.StatusCode}");
            if (Judge.FaultOf(attempt, response, body, _findings) is { } fault) _faults.Enqueue($"{fault}: {attempt}{Environment.NewLine}    {body}");
            if (response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType == "application/json")
            {
                _findings.Learn(response.Headers.ETag?.ToString(), JsonSerializer.Deserialize<JsonElement>(body));
            }
        }
        catch (OperationCanceledException) when (attempt.Patience is not null)
        {
            tally.Count(attempt.Operation.Id, "hung up");
            Note("hung up");
        }

        void Note(string answer)
        {
            _trace.Enqueue($"{answer} {attempt}");
            while (_trace.Count > 40) _trace.TryDequeue(out _);
        }
    }

    /// <summary>Whoever asked for one hangs up when it has begun.</summary>
    private static bool HasNoEnd(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.SwitchingProtocols || response.Content.Headers.ContentType?.MediaType == "text/event-stream";

    private void ShouldBeFaultless() => Assert.True(
        _faults.IsEmpty, string.Join(Environment.NewLine, [.. _faults, "The last requests:", .. _trace]));

    private async Task ShouldStillWorkAsync()
    {
        // Whoever waits for anything at all would get the new one first.
        foreach (var status in (string[])["pending", "fulfilled"])
        {
            var waiting = await service.AskAsync(HttpMethod.Get, $"/api/v1/reservations?status={status}&limit=1000");
            foreach (var one in waiting.GetProperty("reservations").EnumerateArray())
            {
                using var cancel = new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/reservations/{one.GetProperty("reservation_id").GetString()}");
                cancel.Headers.Add("X-API-Key", "admin-key-0123456789");
                (await service.Client.SendAsync(cancel, Cancelled)).Dispose();
            }
        }

        var id = (await service.AskAsync(HttpMethod.Post, "/api/v1/resources", """{"name": "afterwards"}""")).GetProperty("id").GetInt64();
        var granted = await service.AskAsync(HttpMethod.Post, $"/api/v1/resources/{id}/lock", """{"ttl": 60}""");
        Assert.Equal("locked", (await service.AskAsync(HttpMethod.Get, $"/api/v1/resources/{id}")).GetProperty("status").GetString());
        var token = granted.GetProperty("lock_token").GetString();
        var freed = await service.AskAsync(HttpMethod.Post, $"/api/v1/resources/{id}/unlock", $$"""{"lock_token": "{{token}}"}""");
        Assert.Equal("available", freed.GetProperty("resource").GetProperty("status").GetString());
    }

    private async Task ShouldHaveBooksInOrderAsync()
    {
        ClosedBooks? books = null;
        await Eventually.HoldsAsync(async () => (books = await ReadBooksAsync()) is not null, Patience, "nothing changes while the books are read");
        var run = new CheckedRun(RunHistory.Empty, books!, new Allowances());
        var violations = Rules.SelectMany(rule => rule(run)).ToList();
        Assert.True(violations.Count == 0, string.Join(Environment.NewLine, [.. violations.Select(violation => violation.ToString()), "The last requests:", .. _trace]));
        Assert.NotEmpty(books!.Events);
        Assert.NotEmpty(books.Locks);
        Assert.NotEmpty(books.Reservations);
    }

    /// <summary>Null: something came due in between.</summary>
    private async Task<ClosedBooks?> ReadBooksAsync()
    {
        await using var scope = service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();
        var clock = scope.ServiceProvider.GetRequiredService<IDatabaseClock>();
        var before = await VersionAsync(db);
        var quiet = new QuietPeriod { Totals = await TotalsAsync(), Positions = await PositionsAsync() };
        var books = await SqliteBooks.ReadAsync(db, clock, quiet, Cancelled);
        return await VersionAsync(db) == before ? books : null;
    }

    private static async Task<long> VersionAsync(RentABotDbContext db) =>
        await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.SingleAsync(
            db.Set<Persistence.Events.LedgerHead>().Select(head => head.Version), Cancelled);

    private async Task<IReadOnlyList<ListTotal>> TotalsAsync()
    {
        var totals = new List<ListTotal>();
        await AddAsync("resources", Enum.GetNames<ResourceStatus>());
        await AddAsync("reservations", Enum.GetNames<ReservationStatus>());
        return totals;

        async Task AddAsync(string list, IEnumerable<string> statuses)
        {
            foreach (var status in statuses.Select(name => name.ToLowerInvariant()))
            {
                var answer = await service.AskAsync(HttpMethod.Get, $"/api/v1/{list}?status={status}&limit=1");
                totals.Add(new ListTotal("the service", list, status, answer.GetProperty("total").GetInt32()));
            }
        }
    }

    private async Task<IReadOnlyList<QueuePosition>> PositionsAsync()
    {
        var pending = await service.AskAsync(HttpMethod.Get, "/api/v1/reservations?status=pending&limit=1000");
        return [.. pending.GetProperty("reservations").EnumerateArray().Select(one => new QueuePosition(
            "the service", one.GetProperty("reservation_id").GetGuid(), one.GetProperty("position_in_queue").GetInt32()))];
    }
}
