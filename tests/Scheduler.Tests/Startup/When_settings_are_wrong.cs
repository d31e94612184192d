using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using RentABot.Scheduler.History;
using RentABot.Scheduler.Sweeps;

namespace RentABot.Scheduler.Tests.Startup;

public sealed class When_settings_are_wrong
{
    private const string GiveCron = "give a Quartz cron expression with a time to come, such as \"0 17 * * * ?\"";

    [Theory]
    [InlineData("Sweep:IntervalMilliseconds", "49", "Sweep:IntervalMilliseconds is 49; allowed is 50–500")]
    [InlineData("Sweep:IntervalMilliseconds", "501", "Sweep:IntervalMilliseconds is 501; allowed is 50–500")]
    [InlineData("History:KeepFor", "3599", "History:KeepFor is 3599; allowed is 3600 seconds or more")]
    [InlineData("History:Cron", "hourly", $"History:Cron is \"hourly\"; {GiveCron}")]
    [InlineData("History:Cron", "", $"History:Cron is \"\"; {GiveCron}")]
    [InlineData("History:Cron", "0 0 0 1 1 ? 2020", $"History:Cron is \"0 0 0 1 1 ? 2020\"; {GiveCron}")]
    public async Task Should_not_start_and_say_what_is_allowed(string key, string value, string message)
    {
        await using var node = SchedulerNode.OnSqlite(settings: (key, value));

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(node.StartAsync);

        Assert.Equal([message], exception.Failures);
    }

    [Fact]
    public async Task Should_say_all_that_is_wrong_in_a_section()
    {
        await using var node = SchedulerNode.OnSqlite(settings: [("History:KeepFor", "1"), ("History:Cron", "x")]);

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(node.StartAsync);

        Assert.Equal(2, exception.Failures.Count());
    }

    [Theory]
    [InlineData("Sweep:IntervalMilliseconds", "50")]
    [InlineData("Sweep:IntervalMilliseconds", "500")]
    [InlineData("History:KeepFor", "3600")]
    [InlineData("History:Cron", "0 30 3 ? * mon-fri")]
    public async Task Should_take_what_is_allowed(string key, string value)
    {
        await using var node = SchedulerNode.OnSqlite(settings: (key, value));

        node.Get<IStartupValidator>().Validate();
    }

    [Fact]
    public void Should_end_the_service_with_code_2()
    {
        var main = typeof(SchedulerRegistration).Assembly.EntryPoint!;

        string[] arguments = ["--Postgres:ConnectionString=Host=nowhere", "--RabbitMq:Url=amqp://nowhere", "--History:KeepFor=1"];
        var code = main.Invoke(null, [arguments]);

        Assert.Equal(2, code);
    }

    [Fact]
    public void Should_document_the_defaults_that_the_code_has()
    {
        var settings = new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "scheduler.appsettings.json")).Build();

        Assert.Equal(new SweepOptions(), settings.GetRequiredSection(SweepOptions.Section).Get<SweepOptions>());
        Assert.Equal(new HistoryOptions(), settings.GetRequiredSection(HistoryOptions.Section).Get<HistoryOptions>());
    }
}
