using System.Net.Http.Json;
using System.Text.Json;

namespace RentABot.Support;

/// <summary>
/// Calls a gateway the way a client's script would. Every answer that has no business with tokens is searched for them.
/// </summary>
internal sealed class RestClient(Uri gateway) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false })
    {
        BaseAddress = new Uri(gateway, "/api/v1/"),
        Timeout = TimeSpan.FromSeconds(100),
    };

    public void Dispose() => _http.Dispose();

    /// <param name="method">The method.</param>
    /// <param name="path">Below <c>/api/v1/</c>, or from the root with a leading slash.</param>
    /// <param name="body">Sent as JSON; its properties are already in snake_case.</param>
    /// <param name="key">An <c>Idempotency-Key</c>.</param>
    /// <param name="cancellationToken">Hangs up.</param>
    public async Task<RestAnswer> SendAsync(
        HttpMethod method, string path, object? body = null, string? key = null, CancellationToken? cancellationToken = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null) request.Content = JsonContent.Create(body, options: JsonSerializerOptions.Default);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var response = await _http.SendAsync(request, cancellationToken ?? TestContext.Current.CancellationToken);
        var raw = await response.Content.ReadAsStringAsync(cancellationToken ?? TestContext.Current.CancellationToken);
        var answer = new RestAnswer(response.StatusCode, response.Headers, raw);
        if (!answer.Succeeded || !Grants(method, path)) Secrets.Search(method == HttpMethod.Get ? "GET answer" : "answer", raw);
        return answer;
    }

    public Task<RestAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<RestAnswer> PostAsync(string path, object? body = null, string? key = null, CancellationToken? cancellationToken = null) =>
        SendAsync(HttpMethod.Post, path, body, key, cancellationToken);

    public async Task<ResourceView> RegisterAsync(string name, params string[] tags) =>
        (await PostAsync("resources", new { name, tags })).As<ResourceView>();

    public async Task<ResourceView> ResourceAsync(long id) => (await GetAsync($"resources/{id}")).As<ResourceView>();

    public Task<RestAnswer> TryLockAsync(long id, string client = "holder", int? ttl = null, string? key = null) =>
        PostAsync($"resources/{id}/lock", new { client_id = client, ttl }, key);

    public async Task<LockView> LockAsync(ResourceView resource, string client = "holder", int? ttl = null, string? key = null) =>
        (await TryLockAsync(resource.Id, client, ttl, key)).As<LockView>();

    public Task<RestAnswer> TryUnlockAsync(LockView granted) =>
        PostAsync($"resources/{granted.ResourceId}/unlock", new { lock_token = granted.LockToken });

    public async Task UnlockAsync(LockView granted) => (await TryUnlockAsync(granted)).As<JsonElement>();

    public async Task<ReservationView> ReserveAsync(
        string tag, string client = "waiter", int quantity = 1, int priority = 5, int maxWaitTime = 3600, int claimWindow = 60, int? ttl = null) =>
        (await PostAsync("reservations", new
        {
            tags = new[] { tag },
            client_id = client,
            quantity,
            priority,
            max_wait_time = maxWaitTime,
            claim_window = claimWindow,
            ttl,
        })).As<ReservationView>();

    public async Task<ReservationView> ReservationAsync(Guid id) => (await GetAsync($"reservations/{id}")).As<ReservationView>();

    public Task<RestAnswer> TryClaimAsync(Guid id, int? wait = null) =>
        PostAsync($"reservations/{id}/claim{(wait is null ? "" : $"?wait={wait}")}");

    public async Task<ReservationView> ClaimAsync(Guid id, int? wait = null) => (await TryClaimAsync(id, wait)).As<ReservationView>();

    private static bool Grants(HttpMethod method, string path) =>
        method == HttpMethod.Post && (path.Contains("/lock", StringComparison.Ordinal) || path.Contains("/claim", StringComparison.Ordinal));
}
