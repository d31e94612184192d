using Microsoft.Extensions.DependencyInjection;
using RentABot.Browser.Support;
using RentABot.Persistence;

namespace RentABot.Browser.Lab;

/// <summary>A thousand resources and many who wait, with the longest and most hostile words that the service takes.</summary>
public sealed class CrowdedSite : Site
{
    private const int Resources = 1000;
    private const string Markup = "<b>\"'&lt;</b><img/src=x>";

    /// <summary>Without a place to break them.</summary>
    private static readonly string Long = new('w', 200 - Markup.Length);

    /// <summary>The resource whose words are the longest.</summary>
    public const long Worst = 2;

    /// <summary>A reservation that waits.</summary>
    public string Waiting { get; private set; } = "";

    /// <summary>A reservation that can be claimed.</summary>
    public string Fulfilled { get; private set; } = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var (words, name, tag) = (Markup + Long, new string('n', 128), new string('t', 64));
        Assert.Equal(Worst, (await SendAsync(HttpMethod.Post, "resources", new
        {
            name, description = words, endpoint = $"https://{Long}", tags = Enumerable.Range(0, 12).Select(i => $"{tag[..^2]}{i:00}").Append("worst"),
        })).GetProperty("id").GetInt64());
        await SendAsync(HttpMethod.Post, $"resources/{Worst}/lock", new { client_id = words, details = words, ttl = 3600 });
        await SendAsync(HttpMethod.Post, $"resources/{Worst}/unavailable", new { reason = words });
        var spare = await AddAsync($"s{name[1..]}", "spare");
        await SendAsync(HttpMethod.Post, $"resources/{spare}/unavailable", new { reason = words, from = TimeProvider.System.GetUtcNow().AddHours(1) });
        await AddAsync($"f{name[1..]}", "wanted");
        Fulfilled = await ReserveAsync("wanted", words);
        for (var i = 0; i < 30; i++) Waiting = await ReserveAsync(i == 0 ? "worst" : "wanted", words);
        await SendAsync(HttpMethod.Post, "reservations", new { expression = $"{tag[..^2]}00 && !{tag[1..]} || {tag[2..]}", client_id = words });
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();
        db.Resources.AddRange(Enumerable.Range(1, Resources - 4).Select(i => new RentABot.Persistence.Resources.Resource
        {
            Id = 10_000 + i, Name = $"board-{i:0000}", Tags = ["many"], MaxLockDuration = 3600, Revision = 1, CreatedAt = default, UpdatedAt = default,
        }));
        db.LedgerHeads.Single().Version++;
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
