using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Allocator.Commands;
using RentABot.Allocator.Writing;
using RentABot.Contracts;
using RentABot.Rules;

namespace RentABot.Allocator.Operations.Descriptors;

/// <summary>Has an import decided by the write loop, as if it had come over the bus.</summary>
internal static class ImportRun
{
    public static async Task RunAsync(IServiceProvider services, ImportResources command, CancellationToken cancellationToken)
    {
        switch (await SubmitAsync(services.GetRequiredService<WriteLoop>(), command, cancellationToken))
        {
            case ImportResourcesResult result:
                foreach (var name in result.Skipped) await Console.Error.WriteLineAsync($"rentabot: ! {name}  in use, stays");
                Console.WriteLine(ImportCounts.Of(result));
                break;
            case CommandRejected rejected:
                throw Refused(rejected);
            case var reply:
                throw new InvalidOperationException($"An import was answered by {reply?.GetType().Name}.");
        }
    }

    private static async Task<object?> SubmitAsync(WriteLoop loop, ImportResources command, CancellationToken cancellationToken)
    {
        try
        {
            var caller = new Caller(Actor(), Role.Admin, null, null);
            var request = CommandIntake.Accept(command, new CommandOrigin(Guid.CreateVersion7(), caller, null, null));
            return (await loop.SubmitAsync(request, cancellationToken)).Reply;
        }
        catch (Rejection rejection)
        {
            return rejection.Answer;
        }
    }

    private static OperationException Refused(CommandRejected rejected) => new(
        $"not imported: {Plain.Text(rejected.Detail)} ({rejected.Code})",
        rejected.Status >= StatusCodes.Status500InternalServerError ? ExitCodes.Failed : ExitCodes.WrongInput);

    /// <summary>Who the events will name.</summary>
    private static string Actor() => $"cli:{Environment.UserName}".Cut(Limits.MaxActorLength);
}
