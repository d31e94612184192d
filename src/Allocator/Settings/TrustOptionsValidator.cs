using Microsoft.Extensions.Options;
using RentABot.Rules;

namespace RentABot.Allocator.Settings;

internal sealed class TrustOptionsValidator : IValidateOptions<TrustOptions>
{
    public ValidateOptionsResult Validate(string? name, TrustOptions options)
    {
        var failures = options.Roles
            .Where(user => !Roles.TryParse(user.Value, out _))
            .Select(user => $"{TrustOptions.Section}:{nameof(options.Roles)}:{user.Key} is {user.Value}; allowed is one of {Roles.Allowed}")
            .ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
