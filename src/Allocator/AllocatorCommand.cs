using System.CommandLine;
using RentABot.Allocator.Operations;
using RentABot.Persistence.Postgres;

namespace RentABot.Allocator;

/// <summary>The command line.</summary>
internal static class AllocatorCommand
{
    private const string Description =
        "Rent-A-Bot's allocator, the only writer of its database. Settings come from appsettings.json beside the program and "
        + "from the environment (RabbitMq__Url); those of the service from the command line as well (--RabbitMq:Url=…, --log-format json).";

    /// <param name="serve">Runs the service with settings of the command line, or with true migrates the database and ends.</param>
    public static RootCommand Create(Func<string[], bool, Task<int>> serve)
    {
        var migrateOnly = new Option<bool>("--migrate-only") { Description = "Bring the database's schema up to date, and end." };
        var command = new RootCommand(Description) { migrateOnly };

        // Those are settings.
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((result, _) => serve([.. result.UnmatchedTokens], result.GetValue(migrateOnly)));
        foreach (var operation in OperatorCommands.Create(RunAsync)) command.Add(operation);
        return command;
    }

    private static Task<int> RunAsync(ParseResult commandLine, DatabaseUse use, Operation work) =>
        OperatorHost.RunAsync(builder => builder.Services.AddPostgres(), use, work);
}
