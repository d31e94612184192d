using System.Diagnostics;
using RentABot.Hosting.Webhooks;

namespace RentABot.Scheduler.Tests.Webhooks;

/// <summary><c>examples/webhooks/receiver.py</c>, as a reader would start it.</summary>
public sealed class When_the_example_receives
{
    private const string Python = "/usr/bin/python3";

    [Fact]
    public async Task Should_believe_what_is_signed_and_nothing_else()
    {
        Assert.SkipUnless(File.Exists(Python), "Needs Debian's python3.");
        using var receiver = Start();
        try
        {
            var listening = await LineAsync(receiver.StandardError);
            var url = listening!.Split(' ')[^1];
            await using var node = await SchedulerNode.WithSqliteAsync(settings: Hooks.Settings);
            var forged = node.Webhook(url, "LockReleased");
            forged.Secret = node.Get<SecretBox>().Seal([.. Hooks.Secret.Reverse()], WebhookSecrets.UseOf(forged.Id));
            await node.AddAsync(node.Webhook(url, "LockAcquired"), forged);

            // It refuses what was sent long ago, by its own clock.
            node.Clock.Now = TimeProvider.System.GetUtcNow();
            await node.StartAsync();

            await node.AppendAsync(Hooks.Event(1), Hooks.Event(2, resource: 2, type: "LockReleased"));

            Assert.Equal("rentabot.LockAcquired resources/1 2030-06-01T12:00:00Z", await LineAsync(receiver.StandardOutput));
            await node.UntilAsync(deliveries => deliveries is [{ LastStatus: 204 }, { LastStatus: 401 }], "the other one is refused");
        }
        finally
        {
            receiver.Kill();
        }
    }

    private static async Task<string?> LineAsync(StreamReader output) => await output
        .ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Limits.Wait, TestContext.Current.CancellationToken);

    private static Process Start()
    {
        var start = new ProcessStartInfo(Python, [Example(), "0"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["WEBHOOK_SECRET"] = WebhookSecrets.Write(Hooks.Secret);
        return Process.Start(start)!;
    }

    private static string Example()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            var file = Path.Combine(directory.FullName, "examples", "webhooks", "receiver.py");
            if (File.Exists(file)) return file;
        }

        throw new FileNotFoundException("examples/webhooks/receiver.py");
    }
}
