using System.CommandLine;
using RentABot.Standalone;

// Interrupts are the host's, which stops as long as it takes to stop cleanly.
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = null };
return await StandaloneCommand.Create(StandaloneApp.RunAsync, StandaloneApp.OperateAsync).Parse(args).InvokeAsync(invocation);
