using Microsoft.Extensions.Options;
using Quartz;

namespace RentABot.Scheduler.History;

internal sealed class HistoryOptionsValidator(TimeProvider time) : IValidateOptions<HistoryOptions>
{
    public ValidateOptionsResult Validate(string? name, HistoryOptions options)
    {
        var failures = new List<string>();
        if (!WillFire(options.Cron))
        {
            failures.Add(
                $"History:Cron is \"{options.Cron}\"; give a Quartz cron expression with a time to come, such as \"0 17 * * * ?\"");
        }

        if (options.KeepFor < HistoryOptions.MinKeepFor)
        {
            failures.Add($"History:KeepFor is {options.KeepFor}; allowed is {HistoryOptions.MinKeepFor} seconds or more");
        }

        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    private bool WillFire(string? cron) =>
        !string.IsNullOrWhiteSpace(cron)
        && CronExpression.TryParse(cron, out var expression)
        && expression.WithTimeZone(TimeZoneInfo.Utc).GetNextValidTimeAfter(time.GetUtcNow()) is not null;
}
