using System.Text.Json;

namespace RentABot.Integration.Operations;

/// <summary>
/// A lock token is in the answer of the call that grants the lock and nowhere else. Whatever the tests of this run made
/// the services say has been searched as it came: what they logged (from Trace on), printed, published, kept and
/// answered. This test makes sure that the search finds tokens, that every place has been searched, and that none was
/// found.
/// </summary>
[Collection(AfterAllOthers.Name)]
public sealed class When_tokens_have_been_granted(SharedDeployment shared)
{
    [Fact]
    public async Task Should_have_left_none_anywhere()
    {
        var deployment = await shared.StartedAsync();
        await using var events = await deployment.SubscribeAsync();
        var client = deployment.Client();
        var tokens = await GrantInEveryWayAsync(client);
        Assert.All(tokens, token => Assert.Equal([token], Secrets.TokensIn($"""say "{token}", and go on""")));
        Assert.Equal(tokens.Count, tokens.Distinct().Count());
        await MisuseAsync(client, tokens);
        foreach (var path in (string[])
        [
            "resources", "resources/expired", "resources/export", "reservations", "whoami", "audit", "/openapi/v1.json", "/docs", "/metrics", "/readiness",
        ])
        {
            await client.GetAsync(path);
        }

        var last = await deployment.Database.ScalarAsync<long>("SELECT max(sequence) FROM events");
        await Eventually.HoldsAsync(() => events.Events.Any(e => e.Sequence >= last), TimeSpan.FromSeconds(20), "the last event has come");
        await deployment.Database.SearchForSecretsAsync();

        Assert.Empty(Secrets.Leaks);
        Assert.Superset(new HashSet<string> { "log", "event", "table", "GET answer", "answer" }, Secrets.Searched.Keys.ToHashSet());
    }

    private static async Task<List<string>> GrantInEveryWayAsync(RestClient client)
    {
        var tag = Names.Unique("secret");
        var tokens = new List<string>();
        var resource = await client.RegisterAsync(tag, tag);
        async Task<LockView> NoteAsync(Task<LockView> granting)
        {
            var granted = await granting;
            tokens.Add(granted.LockToken);
            await client.GetAsync($"resources/{resource.Id}");
            return granted;
        }

        var one = await NoteAsync(client.LockAsync(resource, key: tag));
        Assert.True((await client.TryLockAsync(resource.Id, key: tag)).Replayed);
        await client.PostAsync($"resources/{resource.Id}/extend", new { lock_token = one.LockToken, ttl = 60 });
        var reservation = await client.ReserveAsync(tag);
        await client.PostAsync($"resources/{resource.Id}/unlock?lock_token={one.LockToken}");

        var claimed = await NoteAsync(ClaimAsync(client, reservation));
        await client.PostAsync("resources/unlock-batch", new { lock_tokens = new[] { claimed.LockToken, one.LockToken } });
        var waited = await NoteAsync(MatchAsync(client, new { tags = tag, wait = 5 }));
        await client.PostAsync($"/rentabot/api/v1.0/resources/{resource.Id}/unlock?lock-token={waited.LockToken}");
        await client.TryUnlockAsync(waited);
        await NoteAsync(MatchAsync(client, new { name = tag }));
        return tokens;
    }

    private static async Task<LockView> ClaimAsync(RestClient client, ReservationView reservation) =>
        Assert.Single((await client.ClaimAsync(reservation.ReservationId)).Locks!);

    private static async Task<LockView> MatchAsync(RestClient client, object request) =>
        Assert.Single((await client.PostAsync("resources/lock", request)).As<LocksView>().Locks);

    /// <summary>Errors do not say it again either.</summary>
    private static async Task MisuseAsync(RestClient client, List<string> tokens)
    {
        foreach (var token in tokens)
        {
            await client.PostAsync("resources/999999/unlock", new { lock_token = token });
            await client.PostAsync($"resources/1/unlock?lock_token={token}&nonsense={token}");
            await client.PostAsync("resources/1/extend", new { lock_token = token, ttl = 0 });
            await client.PostAsync("resources/1/extend", new { lock_token = token, nonsense = token });
            await client.PostAsync("resources/unlock-batch", new { lock_tokens = new object[] { token, 1 } });
            await client.PostAsync("resources/unlock-batch", JsonElement.Parse($"\"{token}\""));
            await client.GetAsync($"resources?lock_token={token}");
        }
    }
}
