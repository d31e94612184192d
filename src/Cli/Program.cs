using RentABot.Cli;

return await RentABotCommand.RunAsync(args);
