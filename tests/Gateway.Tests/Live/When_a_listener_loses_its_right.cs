using System.Net.WebSockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using RentABot.Gateway.Access;
using RentABot.Gateway.Tests.Access;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Live;

public sealed class When_a_listener_loses_its_right : IAsyncLifetime
{
    private static readonly DateTime RunsOutAt = new(2030, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);
    private GatewayHost _host = null!;
    private volatile bool _isOver;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = new GatewayHost { OnSocket = true };
        await File.WriteAllTextAsync(_host.PathOf("keys.yaml"), KeyFile.Text, Cancelled);
        await _host.StartAsync(
            [
                $"Auth:ConfigPath={_host.PathOf("keys.yaml")}", $"Auth:Jwt:Key={Convert.ToBase64String(_secret)}", "Auth:Jwt:Audience=rent-a-bot",
                "Live:Heartbeat=00:00:00.05",
            ],
            services => services.Configure<JwtBearerOptions>(
                JwtBearerDefaults.AuthenticationScheme,
                options => options.TokenValidationParameters.LifetimeValidator = (_, until, _, _) => until == RunsOutAt && !_isOver));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Should_end_its_stream()
    {
        await using var stays = await EventListener.OpenAsync(_host.Client, "", KeyFile.Of("admin"));
        await using var goes = await EventListener.OpenAsync(_host.Client, "", KeyFile.Of("readonly"));
        await TakeBackAsync();
        Assert.Null(await goes.NextAsync());

        // Which it is told when it comes back.
        await _host.Client.ReadAsync("events", KeyFile.Of("readonly")).ProblemAsync(401, "not_authenticated");
        Assert.Equal("heartbeat", (await stays.NextAsync(heartbeats: true))!.Type);
    }

    [Fact]
    public async Task Should_close_its_socket_and_say_why()
    {
        await using var follower = await FollowAsync(KeyFile.Of("readonly"));
        await TakeBackAsync();
        await ShouldBeRefusedAsync(follower);
    }

    [Fact]
    public async Task Should_end_its_stream_when_its_token_runs_out()
    {
        await using var stays = await EventListener.OpenAsync(_host.Client, "", KeyFile.Of("admin"));
        await using var goes = await EventListener.OpenAsync(_host.Client, "", Token());
        _isOver = true;
        Assert.Null(await goes.NextAsync());
        await _host.Client.ReadAsync("events", Token()).ProblemAsync(401, "not_authenticated");
        Assert.Equal("heartbeat", (await stays.NextAsync(heartbeats: true))!.Type);
    }

    [Fact]
    public async Task Should_close_its_socket_when_its_token_runs_out()
    {
        await using var follower = await FollowAsync(Token());
        _isOver = true;
        await ShouldBeRefusedAsync(follower);
    }

    private static async Task ShouldBeRefusedAsync(Follower follower)
    {
        Assert.Null(await follower.NextAsync());
        Assert.Equal((WebSocketCloseStatus.PolicyViolation, "caller is not let in any more"), (follower.Status, follower.Reason));
    }

    private async Task<Follower> FollowAsync((string Name, string Value) credentials)
    {
        var id = Guid.NewGuid();
        await _host.SeedAsync(db => db.Reservations.Add(Samples.ReservationRow(id)));
        var follower = await Follower.OpenAsync(_host, id, credentials);
        await follower.HearAsync();
        return follower;
    }

    private (string Name, string Value) Token() => ("Authorization", "Bearer " + new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Audience = "rent-a-bot",
        Expires = RunsOutAt,
        Claims = new Dictionary<string, object> { ["sub"] = "alice", ["role"] = "readonly" },
        SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(_secret), SecurityAlgorithms.HmacSha256),
    }));

    private async Task TakeBackAsync()
    {
        await File.WriteAllTextAsync(
            _host.PathOf("keys.yaml"), KeyFile.Text.Replace("readonly-key-0123456789", "another-key-0123456789", StringComparison.Ordinal), Cancelled);

        // Not waited for: that the file is looked at is told elsewhere.
        _host.Services.GetRequiredService<ApiKeyRing>().Reload();
    }
}
