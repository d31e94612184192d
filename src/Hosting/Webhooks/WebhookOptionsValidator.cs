using Microsoft.Extensions.Options;

namespace RentABot.Hosting.Webhooks;

internal sealed class WebhookOptionsValidator : IValidateOptions<WebhookOptions>
{
    private const string Allowed = "*, a host name, *.example.com, an address, or a network such as 10.1.0.0/16";
    private const int MostTargets = 1000;

    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        var bounds = new SettingBounds(WebhookOptions.Section)
            .Require(options.Targets.Count <= MostTargets, nameof(options.Targets), $"{options.Targets.Count} of them", $"up to {MostTargets}");
        for (var i = 0; i < options.Targets.Count; i++)
        {
            bounds.Require(TargetRules.IsRule(options.Targets[i]), $"{nameof(options.Targets)}:{i}", options.Targets[i], Allowed);
        }

        for (var i = 0; i < options.Keys.Count; i++)
        {
            // The value is a secret, so it is not repeated. An empty one is what an environment has that sets none.
            bounds.Require(
                options.Keys[i] is { Length: 0 or >= WebhookOptions.MinKeyLength },
                $"{nameof(options.Keys)}:{i}", "too short", $"a secret of {WebhookOptions.MinKeyLength} characters or more");
        }

        return bounds.Result;
    }
}
