using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using RentABot.Gateway.Live;
using RentABot.Gateway.Settings;
using RentABot.Gateway.Tests.Support;
using RentABot.Hosting.Metrics;

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
    public async Task Should_not_start_with_a_server_that_takes_all_or_nothing()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayHost.StartAsync(
            "Http:MaxConnections=0", "Http:MaxRequestLine=1", "Http:MaxHeaders=1001", "Http:MaxHeadersSize=9999999", "Http:MinRate=0",
            "Http:HeadersTimeout=00:00:00", "Http:KeepAliveTimeout=02:00:00", "Http:RateGrace=00:00:01", "Http:RequestTimeout=00:00:00",
            "Http:ImportTimeout=1.00:00:00"));
        Assert.Equal(
            [
                "Http:MaxConnections is 0; allowed is 1–1000000",
                "Http:MaxRequestLine is 1; allowed is 1024–1048576",
                "Http:MaxHeaders is 1001; allowed is 10–1000",
                "Http:MaxHeadersSize is 9999999; allowed is 1024–1048576",
                "Http:MinRate is 0; allowed is 1–1048576",
                "Http:HeadersTimeout is 00:00:00; allowed is 00:00:01–01:00:00",
                "Http:KeepAliveTimeout is 02:00:00; allowed is 00:00:01–01:00:00",
                "Http:RateGrace is 00:00:01; allowed is 00:00:01.1000000–01:00:00",
                "Http:RequestTimeout is 00:00:00; allowed is 00:00:00.0100000–01:00:00",
                "Http:ImportTimeout is 1.00:00:00; allowed is 00:00:00.0100000–01:00:00",
            ],
            exception.Failures);
    }

    [Fact]
    public async Task Should_not_start_with_listeners_without_bounds()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayHost.StartAsync(
            "Live:MaxConnections=0", "Live:MaxConnectionsPerCaller=1000001", "Live:Heartbeat=01:00:00", "Live:SendTimeout=00:00:00"));
        Assert.Equal(
            [
                "Live:MaxConnections is 0; allowed is 1–1000000",
                "Live:MaxConnectionsPerCaller is 1000001; allowed is 1–1000000",
                "Live:Heartbeat is 01:00:00; allowed is 00:00:00.0100000–00:02:00",
                "Live:SendTimeout is 00:00:00; allowed is 00:00:00.0100000–00:02:00",
            ],
            exception.Failures);
    }

    [Fact]
    public void Should_be_right_by_default()
    {
        Assert.True(new GatewayOptionsValidator().Validate(null, new GatewayOptions()).Succeeded);
        Assert.True(new HttpOptionsValidator().Validate(null, new HttpOptions()).Succeeded);
        Assert.True(new LiveOptionsValidator().Validate(null, new LiveOptions()).Succeeded);
    }

    [Fact]
    public void Should_find_every_default_in_the_settings_file()
    {
        var file = new ConfigurationBuilder().AddJsonFile(SettingsFile()).Build();
        ShouldHaveAll(file.GetSection(GatewayOptions.Section), new GatewayOptions());
        ShouldHaveAll(file.GetSection(HttpOptions.Section), new HttpOptions());
        ShouldHaveAll(file.GetSection(LiveOptions.Section), new LiveOptions());
        ShouldHaveAll(file.GetSection(MetricsOptions.Section), new MetricsOptions());

        static void ShouldHaveAll<T>(IConfigurationSection section, T defaults)
        {
            Assert.Equal(defaults, section.Get<T>());
            Assert.Equal(
                typeof(T).GetProperties().Select(p => p.Name).Order(StringComparer.Ordinal),
                section.GetChildren().Select(c => c.Key).Order(StringComparer.Ordinal));
        }
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
