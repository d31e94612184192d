using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Access;

public sealed class When_bearer_tokens_are_asked_for(When_bearer_tokens_are_asked_for.TrustingGateway gateway)
    : SharedGatewayTest<When_bearer_tokens_are_asked_for.TrustingGateway>(gateway)
{
    private const string Audience = "rent-a-bot";

    private readonly RSA _rsa = gateway.Key;

    private SigningCredentials Right => new(new RsaSecurityKey(_rsa), SecurityAlgorithms.RsaSha256);

    [Theory]
    [InlineData("readonly")]
    [InlineData("admin")]
    public async Task Should_take_name_and_role_from_the_token(string role)
    {
        var caller = await WhoAmI(Token(Right, role)).JsonAsync();
        Assert.Equal(("alice", role), (caller.Text("name"), caller.Text("role")));
    }

    [Fact]
    public async Task Should_take_the_highest_of_several_roles()
    {
        var token = Token(Right, "user", t => t.Claims = new Dictionary<string, object> { ["sub"] = "alice", ["lab_role"] = new[] { "readonly", "dancer", "maintainer" } });
        Assert.Equal("maintainer", (await WhoAmI(token).JsonAsync()).Text("role"));
    }

    [Fact]
    public async Task Should_let_nobody_do_anything_without_a_role() => await WhoAmI(Token(Right, "dancer")).ProblemAsync(403, "role_too_low");

    [Fact]
    public async Task Should_refuse_what_is_not_signed_by_the_key()
    {
        using var other = RSA.Create(2048);
        await RefusedAsync(Token(new SigningCredentials(new RsaSecurityKey(other), SecurityAlgorithms.RsaSha256), "admin"));

        // The public key is no secret: it must not count as one that both sides know.
        var known = new SymmetricSecurityKey(_rsa.ExportSubjectPublicKeyInfo());
        await RefusedAsync(Token(new SigningCredentials(known, SecurityAlgorithms.HmacSha256), "admin"));
        var right = Token(Right, "readonly").Split('.');
        await RefusedAsync($"{right[0]}.{Token(Right, "admin").Split('.')[1]}.{right[2]}");
    }

    [Fact]
    public async Task Should_refuse_what_is_not_signed_at_all()
    {
        await RefusedAsync(Token(null, "admin"));
        var right = Token(Right, "admin").Split('.');
        await RefusedAsync($"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{right[1]}.");
        await RefusedAsync($"{Base64UrlEncoder.Encode("""{"alg":"NonE"}""")}.{right[1]}.{right[2]}");
    }

    [Fact]
    public async Task Should_refuse_what_is_too_old_or_for_or_from_somebody_else()
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await RefusedAsync(Token(Right, "admin", t => (t.NotBefore, t.IssuedAt, t.Expires) = (now.AddHours(-2), now.AddHours(-2), now.AddMinutes(-1))));
        await RefusedAsync(Token(Right, "admin", t => (t.NotBefore, t.Expires) = (now.AddMinutes(5), now.AddHours(1))));
        await RefusedAsync(Token(Right, "admin", t => t.Audience = "another"));
        await RefusedAsync(Token(Right, "admin", t => t.Issuer = "https://evil.example"));
        await RefusedAsync(Token(Right, "admin", t => t.Claims = new Dictionary<string, object> { ["lab_role"] = "admin" }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    public Task Should_refuse_what_is_no_token(string token) => RefusedAsync(token);

    [Theory]
    [InlineData("Auth:Jwt: set only one of Authority and Key", "Auth:Jwt:Authority=https://id.example", "Auth:Jwt:Key=c2hvcnQ=", "Auth:Jwt:Audience=a")]
    [InlineData("Auth:Jwt:Audience is not set", "Auth:Jwt:Authority=https://id.example")]
    [InlineData("Auth:Jwt:Authority is not an https:// URL", "Auth:Jwt:Authority=http://id.example", "Auth:Jwt:Audience=a")]
    [InlineData("Auth:Jwt:Key is neither a public key in PEM nor a symmetric one", "Auth:Jwt:Key=c2hvcnQ=", "Auth:Jwt:Audience=a")]
    [InlineData("Auth:Jwt:Key is no public key", "Auth:Jwt:Key=-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "Auth:Jwt:Audience=a")]
    public async Task Should_not_start_with_wrong_settings(string expected, params string[] settings)
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayHost.StartAsync(settings));
        Assert.Contains(exception.Failures, failure => failure.StartsWith(expected, StringComparison.Ordinal));
        Assert.DoesNotContain("c2hvcnQ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_not_start_with_a_private_key_nor_show_it()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string[] keys =
        [
            _rsa.ExportPkcs8PrivateKeyPem(), _rsa.ExportRSAPrivateKeyPem(), curve.ExportPkcs8PrivateKeyPem(), curve.ExportECPrivateKeyPem(),
            _rsa.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1)),
            $"{_rsa.ExportSubjectPublicKeyInfoPem()}\n{_rsa.ExportPkcs8PrivateKeyPem()}",
        ];
        foreach (var key in keys)
        {
            var exception = await Assert.ThrowsAsync<OptionsValidationException>(
                () => GatewayHost.StartAsync($"Auth:Jwt:Key={key}", $"Auth:Jwt:Audience={Audience}"));
            Assert.StartsWith("Auth:Jwt:Key is a private key", Assert.Single(exception.Failures), StringComparison.Ordinal);
            Assert.DoesNotContain("BEGIN", exception.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(key[40..60], exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("a\r\nb")]
    public async Task Should_take_no_name_that_is_none(string name) => await RefusedAsync(
        Token(Right, "admin", t => t.Claims = new Dictionary<string, object> { ["sub"] = name, ["lab_role"] = "admin" }));

    [Fact]
    public async Task Should_take_a_symmetric_key_too()
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        await using var host = await GatewayHost.StartAsync($"Auth:Jwt:Key={Convert.ToBase64String(secret)}", $"Auth:Jwt:Audience={Audience}");
        var token = Token(new SigningCredentials(new SymmetricSecurityKey(secret), SecurityAlgorithms.HmacSha256), "user", t => t.Claims["role"] = "user");
        Assert.Equal("user", (await host.Client.ReadAsync("whoami", ("Authorization", $"Bearer {token}")).JsonAsync()).Text("role"));
    }

    private async Task RefusedAsync(string token)
    {
        using var response = await WhoAmI(token);
        await response.ProblemAsync(401, "not_authenticated");
        Assert.StartsWith("Bearer", response.Header("WWW-Authenticate"), StringComparison.Ordinal);
        if (token.Length > 0) Assert.All(Host.Logs, line => Assert.DoesNotContain(token, line, StringComparison.Ordinal));
    }

    private Task<HttpResponseMessage> WhoAmI(string token) => Client.ReadAsync("whoami", ("Authorization", $"Bearer {token}"));

    private static string Token(SigningCredentials? signing, string role, Action<SecurityTokenDescriptor>? change = null)
    {
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = "https://id.example",
            Audience = Audience,
            Claims = new Dictionary<string, object> { ["sub"] = "alice", ["lab_role"] = role },
            SigningCredentials = signing,
        };
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler().CreateToken(descriptor);
    }

    public sealed class TrustingGateway : SharedGateway, IDisposable
    {
        public RSA Key { get; } = RSA.Create(2048);

        protected override string[] Settings =>
        [
            $"Auth:Jwt:Key={Key.ExportSubjectPublicKeyInfoPem()}", $"Auth:Jwt:Audience={Audience}", "Auth:Jwt:Issuer=https://id.example",
            "Auth:Jwt:RoleClaim=lab_role",
        ];

        public void Dispose() => Key.Dispose();
    }
}
