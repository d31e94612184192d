using Microsoft.Extensions.Options;

namespace RentABot.Persistence.Audit;

internal sealed class RefusalLogOptionsValidator : IValidateOptions<RefusalLogOptions>
{
    private const int Most = 10_000;

    public ValidateOptionsResult Validate(string? name, RefusalLogOptions options) =>
        options.MaxRefusalsPerSecond is >= 1 and <= Most
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{RefusalLogOptions.Section}:{nameof(options.MaxRefusalsPerSecond)} is {options.MaxRefusalsPerSecond}; allowed is 1–{Most}");
}
