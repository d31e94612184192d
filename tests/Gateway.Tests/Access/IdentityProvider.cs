using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace RentABot.Gateway.Tests.Access;

/// <summary>
/// An OpenID Connect provider: its discovery document, its keys, and tokens that they sign. It is asked over HTTP as a real
/// one is, through a handler in place of the network.
/// </summary>
internal sealed class IdentityProvider : HttpMessageHandler
{
    public const string Address = "https://id.example/lab";

    private readonly Lock _gate = new();
    private (string Id, RSA Key) _current = NewKey();
    private int _fetches;

    /// <summary>It is gone: nothing comes back.</summary>
    public bool IsAway { get; set; }

    /// <summary>What is answered in place of the keys.</summary>
    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

    /// <summary>How often its keys were asked for.</summary>
    public int Fetches => Volatile.Read(ref _fetches);

    /// <summary>From now on another key signs, and the one before is not told of any more.</summary>
    public void Rotate()
    {
        lock (_gate) _current = NewKey();
    }

    public string Token(string role = "user", string issuer = Address, string? keyId = null)
    {
        lock (_gate)
        {
            return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
            {
                Issuer = issuer,
                Audience = "rent-a-bot",
                Claims = new Dictionary<string, object> { ["sub"] = "alice", ["role"] = role },
                SigningCredentials = new(new RsaSecurityKey(_current.Key) { KeyId = keyId ?? _current.Id }, SecurityAlgorithms.RsaSha256),
            });
        }
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsAway) throw new HttpRequestException("connection refused");
        return Task.FromResult(request.RequestUri!.AbsoluteUri switch
        {
            $"{Address}/.well-known/openid-configuration" => Json(new { issuer = Address, jwks_uri = $"{Address}/keys" }),
            $"{Address}/keys" => Keys(),
            _ => new HttpResponseMessage(HttpStatusCode.NotFound),
        });
    }

    private HttpResponseMessage Keys()
    {
        Interlocked.Increment(ref _fetches);
        lock (_gate)
        {
            var key = _current.Key.ExportParameters(includePrivateParameters: false);
            return Json(new
            {
                keys = new[]
                {
                    new { kty = "RSA", use = "sig", kid = _current.Id, n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) },
                },
            });
        }
    }

    private HttpResponseMessage Json(object body) =>
        new(Status) { Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json") };

    private static (string Id, RSA Key) NewKey() => (Guid.NewGuid().ToString("N"), RSA.Create(2048));
}
