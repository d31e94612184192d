using RentABot.Queue;

// Measures the queue through the three services; bench/queue.sh builds it, starts both servers and runs it.
const int Samples = 200;
const int Short = 10;

var rounds = int.Parse(args[0]);
var full = int.Parse(args[1]);

Progress.Say("starts the services");
await using var deployment = await Deployment.StartAsync();
using var api = new Api(deployment.Gateway);
var locks = await Lab.OpenAsync(api);
var line = new WaitingLine(api);
var measurement = new Measurement(api, locks, line);

await line.BecomeAsync(Short);
await measurement.RunAsync(Samples);
Progress.Say("warmed up");

var report = new Report(Short, full);
for (var round = 1; round <= rounds; round++)
{
    // Each round begins with the length that the last one ended with, so the long line is built half as often.
    int[] lengths = round % 2 == 1 ? [Short, full] : [full, Short];
    foreach (var length in lengths)
    {
        await line.BecomeAsync(length);
        report.Add(length, await measurement.RunAsync(Samples));
        Progress.Say($"round {round} of {rounds} measured with {length:N0} waiters");
    }
}

report.Write(Console.Out);
