using RentABot.Standalone;

return await StandaloneCommand.Create(StandaloneApp.RunAsync).Parse(args).InvokeAsync();
