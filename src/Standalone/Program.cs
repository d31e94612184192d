using System.CommandLine;
using RentABot.Hosting;
using RentABot.Standalone;

if (HealthCheck.IsAskedFor(args)) return await HealthCheck.RunAsync(args);

// Interrupts are the host's, which stops as long as it takes to stop cleanly.
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = null };
return await StandaloneCommand.Create(StandaloneApp.RunAsync, StandaloneApp.OperateAsync).Parse(args).InvokeAsync(invocation);
