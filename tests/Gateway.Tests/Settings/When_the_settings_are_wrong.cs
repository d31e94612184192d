using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using RentABot.Gateway.Settings;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Settings;

public sealed class When_the_settings_are_wrong
{
    [Fact]
    public async Task Should_not_start_and_name_every_one()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayHost.StartAsync(
            "Gateway:AnswerTimeout=00:06:00", "Gateway:MaxBodySize=1", "Gateway:MaxImportSize=1", "Gateway:MaxWaits=0",
            "Gateway:WaitSweepPeriod=00:00:00", "Gateway:ClockPeriod=1.00:00:00"));
        Assert.Equal(
            [
                "Gateway:AnswerTimeout is 00:06:00; allowed is 00:00:00.01–00:05:00",
                "Gateway:WaitSweepPeriod is 00:00:00; allowed is 00:00:00.01–00:01:00",
                "Gateway:ClockPeriod is 1.00:00:00; allowed is 00:00:00.01–00:10:00",
                "Gateway:MaxBodySize is 1; allowed is 1024–1073741824",
                "Gateway:MaxImportSize is 1; allowed is 1024–1073741824",
                "Gateway:MaxWaits is 0; allowed is 1–1000000",
            ],
            exception.Failures);
    }

    [Fact]
    public void Should_be_right_by_default() =>
        Assert.True(new GatewayOptionsValidator().Validate(null, new GatewayOptions()).Succeeded);

    [Fact]
    public void Should_find_every_default_in_the_settings_file()
    {
        var file = new ConfigurationBuilder().AddJsonFile(SettingsFile()).Build().GetSection(GatewayOptions.Section);
        Assert.Equal(new GatewayOptions(), file.Get<GatewayOptions>());
        Assert.Equal(
            typeof(GatewayOptions).GetProperties().Select(p => p.Name).Order(StringComparer.Ordinal),
            file.GetChildren().Select(c => c.Key).Order(StringComparer.Ordinal));
    }

    private static string SettingsFile()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            var file = Path.Combine(directory.FullName, "src", "Gateway", "appsettings.json");
            if (File.Exists(file)) return file;
        }

        throw new FileNotFoundException("src/Gateway/appsettings.json");
    }
}
