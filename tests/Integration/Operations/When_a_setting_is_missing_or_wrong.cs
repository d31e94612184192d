namespace RentABot.Integration.Operations;

/// <summary>A wrong setting stops the process with one line that names it, and never repeats a value that may be secret.</summary>
public sealed class When_a_setting_is_missing_or_wrong
{
    private const int WrongSettings = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly Dictionary<string, string?> Complete = new()
    {
        ["Urls"] = "http://127.0.0.1:0",
        ["RabbitMq:Url"] = "amqp://guest:s3cret@127.0.0.1:1/",
        ["Postgres:ConnectionString"] = "Host=127.0.0.1;Port=1;Database=none;Username=none;Password=s3cret",
        ["Tokens:Keys:0"] = Secrets.TokenKey,
    };

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "Allocator", "RabbitMq:Url", "" },
        { "Allocator", "RabbitMq:Url", "http://guest:s3cret@127.0.0.1" },
        { "Allocator", "Postgres:ConnectionString", "" },
        { "Allocator", "Tokens:Keys:0", "" },
        { "Allocator", "Tokens:Keys:0", "s3cret-but-short" },
        { "Allocator", "Locks:ClaimWindow", "0" },
        { "Gateway", "RabbitMq:Url", "" },
        { "Gateway", "Postgres:ConnectionString", "Password=s3cret;Nonsense=1" },
        { "Gateway", "Gateway:AnswerTimeout", "1.00:00:00" },
        { "Scheduler", "RabbitMq:Url", "" },
        { "Scheduler", "Postgres:ConnectionString", "" },
        { "Scheduler", "Sweep:IntervalMilliseconds", "5000" },
        { "Allocator", "Locks:AgingStep", "often" },
        { "Allocator", "Tracing:OtlpEndpoint", "s3cret@collector:4317" },
        { "Gateway", "Forwarded:KnownProxies:0", "proxy.lab" },
        { "Gateway", "Logging:Format", "xml" },
        { "Scheduler", "Logging:Format", "xml" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Should_end_with_code_2_and_one_line_that_names_it(string service, string key, string value)
    {
        var settings = new Dictionary<string, string?>(Complete) { [key] = value };
        await using var process = ServiceProcess.Start(Enum.Parse<ServiceKind>(service), service, settings);

        Assert.Equal(WrongSettings, await process.EndAsync(Patience));
        var line = Assert.Single(process.Errors);
        Assert.Contains(key.Replace(":0", "", StringComparison.Ordinal), line, StringComparison.Ordinal);
        Assert.DoesNotContain(process.Output.Append(line), text => text.Contains("s3cret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_name_all_of_them_in_the_one_line()
    {
        var settings = new Dictionary<string, string?> { ["Urls"] = "http://127.0.0.1:0" };
        await using var process = ServiceProcess.Start(ServiceKind.Allocator, "nothing-set", settings);

        Assert.Equal(WrongSettings, await process.EndAsync(Patience));
        var line = Assert.Single(process.Errors);
        Assert.All(["RabbitMq:Url", "Postgres:ConnectionString", "Tokens:Keys"], key => Assert.Contains(key, line, StringComparison.Ordinal));
    }
}
