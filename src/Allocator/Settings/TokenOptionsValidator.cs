using Microsoft.Extensions.Options;

namespace RentABot.Allocator.Settings;

internal sealed class TokenOptionsValidator : IValidateOptions<TokenOptions>
{
    public ValidateOptionsResult Validate(string? name, TokenOptions options)
    {
        if (options.Keys.Count == 0)
        {
            return ValidateOptionsResult.Fail(
                $"{TokenOptions.Section}:Keys is missing; give at least one secret of {TokenOptions.MinKeyLength} characters or more as Tokens:Keys:0");
        }

        for (var i = 0; i < options.Keys.Count; i++)
        {
            if (options.Keys[i] is not { Length: >= TokenOptions.MinKeyLength })
            {
                return ValidateOptionsResult.Fail($"{TokenOptions.Section}:Keys:{i} is shorter than {TokenOptions.MinKeyLength} characters");
            }
        }

        return ValidateOptionsResult.Success;
    }
}
