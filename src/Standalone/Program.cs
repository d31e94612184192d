using RentABot.Allocator.Operations;
using RentABot.Hosting;
using RentABot.Standalone;

if (HealthCheck.IsAskedFor(args)) return await HealthCheck.RunAsync(args);

return await ProgramLine.RunAsync(StandaloneCommand.Create(StandaloneApp.RunAsync, StandaloneApp.OperateAsync), args);
