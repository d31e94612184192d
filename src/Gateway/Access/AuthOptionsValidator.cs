using Microsoft.Extensions.Options;
using RentABot.Hosting;

namespace RentABot.Gateway.Access;

internal sealed class AuthOptionsValidator : IValidateOptions<AuthOptions>
{
    private const string Section = $"{AuthOptions.Section}:{nameof(AuthOptions.Jwt)}";

    public ValidateOptionsResult Validate(string? name, AuthOptions options)
    {
        var failures = new List<string>();
        var jwt = options.Jwt;
        Add(jwt is { Authority.Length: > 0, Key.Length: > 0 }, $"{Section}: set only one of Authority and Key");
        Add(jwt.IsOn && jwt.Audience.Length == 0, $"{Section}:Audience is not set: a token for another service would open this one");
        Add(jwt.Authority.Length > 0 && !IsHttps(jwt.Authority), $"{Section}:Authority is not an https:// URL");
        Add(jwt.NameClaim.Length == 0, $"{Section}:NameClaim is empty");
        Add(jwt.RoleClaim.Length == 0, $"{Section}:RoleClaim is empty");
        if (jwt.Key.Length > 0) CheckKey(jwt.Key);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Add(bool wrong, string message)
        {
            if (wrong) failures.Add(message);
        }

        void CheckKey(string key)
        {
            try
            {
                BearerKey.Read(key);
            }
            catch (FormatException exception)
            {
                failures.Add($"{Section}:Key {exception.Message}");
            }
        }
    }

    private static bool IsHttps(string url) => Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme == Uri.UriSchemeHttps;
}
