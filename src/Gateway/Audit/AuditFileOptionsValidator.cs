using Microsoft.Extensions.Options;

namespace RentABot.Gateway.Audit;

internal sealed class AuditFileOptionsValidator : IValidateOptions<AuditFileOptions>
{
    private const long Least = 1024;
    private const int MostFiles = 1000;

    public ValidateOptionsResult Validate(string? name, AuditFileOptions options)
    {
        var failures = new List<string>();
        if (options.MaxSize < Least) failures.Add($"{AuditFileOptions.Section}:MaxSize is {options.MaxSize}; allowed is {Least} bytes or more");
        if (options.MaxFiles is < 1 or > MostFiles) failures.Add($"{AuditFileOptions.Section}:MaxFiles is {options.MaxFiles}; allowed is 1–{MostFiles}");
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }
}
