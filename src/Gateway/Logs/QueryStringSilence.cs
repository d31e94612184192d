using Microsoft.Extensions.Options;

namespace RentABot.Gateway.Logs;

/// <summary>
/// ASP.NET's "Request starting …" lines have the query string in them, and the old way to unlock has the token there.
/// They stay silent whatever the configuration says.
/// </summary>
internal static class QueryStringSilence
{
    private const string RequestLines = "Microsoft.AspNetCore.Hosting.Diagnostics";

    public static void HideQueryStrings(this IServiceCollection services) =>
        services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>>(new PostConfigureOptions<LoggerFilterOptions>(Options.DefaultName, Silence));

    private static void Silence(LoggerFilterOptions filters)
    {
        // The last rule for the longest category wins, but one for the same provider wins before it.
        var providers = filters.Rules.Select(rule => rule.ProviderName).Append(null).Distinct().ToList();
        foreach (var provider in providers) filters.Rules.Add(new LoggerFilterRule(provider, RequestLines, LogLevel.Warning, null));
    }
}
