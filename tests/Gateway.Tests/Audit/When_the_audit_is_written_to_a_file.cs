using System.Text.Json;
using RentABot.Gateway.Audit;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Audit;

public sealed class When_the_audit_is_written_to_a_file : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rentabot-test-");

    private string Log => Path.Combine(_directory.FullName, "audit.jsonl");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Should_have_every_row_as_the_audit_has_it()
    {
        await using var host = await GatewayHost.StartAsync($"Audit:File:Path={Log}");
        await host.AppendAsync(new EventSketch("LockAcquired"), new EventSketch("LockReleased"));
        await host.Client.ReadAsync("resources?limit=x").ProblemAsync(422, "invalid");
        await LinesAsync(3);
        await host.AppendAsync(new EventSketch("LockAcquired"));
        var lines = await LinesAsync(4);
        Assert.Equal((await host.Client.AuditAsync()).Select(row => row.GetRawText()), lines);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Log));
    }

    [Fact]
    public async Task Should_write_on_once_it_can()
    {
        var missing = Path.Combine(_directory.FullName, "missing");
        await using var host = await GatewayHost.StartAsync($"Audit:File:Path={Path.Combine(missing, "audit.jsonl")}");
        await host.AppendAsync(new EventSketch("LockAcquired"));
        await TestServers.Eventually.HoldsAsync(
            () => host.Logs.Any(line => line.Contains("cannot be written", StringComparison.Ordinal)), TimeSpan.FromSeconds(30), "it says so");
        Directory.CreateDirectory(missing);
        await TestServers.Eventually.HoldsAsync(
            () => File.Exists(Path.Combine(missing, "audit.jsonl")) && File.ReadAllLines(Path.Combine(missing, "audit.jsonl")).Length == 1,
            TimeSpan.FromSeconds(30), "the row is written");
        Assert.Single(host.Logs, line => line.Contains("cannot be written", StringComparison.Ordinal));
    }

    [Fact]
    public void Should_go_on_behind_the_last_whole_line()
    {
        var options = new AuditFileOptions { Path = Log };
        using (var file = AuditFile.Open(options)) file.Append([Row(1), Row(2)]);
        File.AppendAllText(Log, """{"sequence":3,"curs""");
        using (var file = AuditFile.Open(options))
        {
            Assert.Equal(new AuditPosition(2, 0), file.Position);
            file.Append([Row(3)]);
        }

        Assert.Equal([1, 2, 3], File.ReadAllLines(Log).Select(SequenceOf));
    }

    [Fact]
    public async Task Should_have_all_of_another_database_behind_what_is_there()
    {
        using (var file = AuditFile.Open(new AuditFileOptions { Path = Log })) file.Append([Row(1), Row(2), Row(3), Row(4)]);
        await using var host = await GatewayHost.StartAsync($"Audit:File:Path={Log}");
        await TestServers.Eventually.HoldsAsync(
            () => host.Logs.Any(line => line.Contains("that of another database", StringComparison.Ordinal)), TimeSpan.FromSeconds(30), "it says so");
        await host.AppendAsync(new EventSketch("LockAcquired"), new EventSketch("LockReleased"));
        Assert.Equal([1, 2, 3, 4, 1, 2], (await LinesAsync(6)).Select(SequenceOf));
    }

    [Fact]
    public void Should_put_the_file_aside_when_it_is_full()
    {
        var options = new AuditFileOptions { Path = Log, MaxSize = 1, MaxFiles = 2 };
        for (var sequence = 1; sequence <= 4; sequence++)
        {
            using var file = AuditFile.Open(options);
            Assert.Equal(new AuditPosition(sequence - 1, 0), file.Position);
            file.Append([Row(sequence)]);
        }

        Assert.Equal([4], File.ReadAllLines(Log).Select(SequenceOf));
        Assert.Equal([3], File.ReadAllLines(Log + ".1").Select(SequenceOf));
        Assert.Equal([2], File.ReadAllLines(Log + ".2").Select(SequenceOf));
        Assert.False(File.Exists(Log + ".3"));

        // Put aside, and stopped before the next line came.
        File.Move(Log, Log + ".1", overwrite: true);
        using var empty = AuditFile.Open(options);
        Assert.Equal(new AuditPosition(4, 0), empty.Position);
    }

    [Theory]
    [InlineData("something else\n")]
    [InlineData("something else")]
    public void Should_not_write_into_a_file_that_is_another(string content)
    {
        File.WriteAllText(Log, content);
        Assert.Throws<InvalidDataException>(() => AuditFile.Open(new AuditFileOptions { Path = Log }));
        Assert.Equal(content, File.ReadAllText(Log));
    }

    private async Task<string[]> LinesAsync(int count)
    {
        string[] lines = [];
        await TestServers.Eventually.HoldsAsync(
            () => File.Exists(Log) && (lines = File.ReadAllLines(Log)).Length >= count, TimeSpan.FromSeconds(30), $"{count} lines are written");
        Assert.Equal(count, lines.Length);
        return lines;
    }

    private static AuditRow Row(long sequence) => new()
    {
        Sequence = sequence,
        Cursor = new AuditPosition(sequence, 0).ToString(),
        Timestamp = Trail.Began,
        EventType = "LockAcquired",
        Actor = "ci",
        Success = true,
        Details = JsonElement.Parse("{}"),
    };

    private static long SequenceOf(string line) => JsonElement.Parse(line).Number("sequence");
}
