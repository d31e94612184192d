using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using RentABot.Contracts;
using RentABot.Descriptors;
using RentABot.Gateway.Access;
using RentABot.Gateway.Commands;
using RentABot.Gateway.OpenApi;
using RentABot.Gateway.Problems;
using RentABot.Gateway.Requests;
using RentABot.Persistence;
using RentABot.Persistence.Resources;
using RentABot.Rules;

namespace RentABot.Gateway.Descriptors;

/// <summary>All resources at once, as a descriptor.</summary>
internal static class DescriptorEndpoints
{
    private const string Yaml = "application/yaml";

    public static void MapDescriptors(this IEndpointRouteBuilder api)
    {
        var resources = api.MapGroup("/resources").WithTags("Resources").WithProblems(503);
        resources.MapPut("", Import).WithName("ImportResources").WithSummary("Import a descriptor: create and update resources by name")
            .TakesText(Yaml, "application/json").WithProblems(400, 413, 415, 422).RequiresRole(Role.Admin)
            .WithRequestTimeout(RequestTimes.Import);
        resources.MapGet("/export", Export).WithName("ExportResources").WithSummary("All resources as a descriptor")
            .Produces<string>(StatusCodes.Status200OK, Yaml).RequiresRole(Role.ReadOnly);
    }

    private static async Task<Results<Ok<ImportResponse>, Problem>> Import(
        DescriptorBody body, [FromQuery(Name = "prune")] string? prune, CommandDispatcher commands, DescriptorLog log)
    {
        var values = new QueryValues();
        var command = new ImportResources { Resources = body.Descriptor.Resources, Prune = values.Flag("prune", prune) ?? false };
        values.ThrowIfInvalid();
        log.Warnings(body.Descriptor.Warnings);
        var answer = await commands.SendAsync<ImportResources, ImportResourcesResult>(command);
        return answer.To(result => TypedResults.Ok(new ImportResponse
        {
            Created = result.Created,
            Updated = result.Updated,
            Unchanged = result.Unchanged,
            Pruned = result.Pruned,
            Skipped = result.Skipped.Count,
            CreatedNames = result.CreatedNames,
            UpdatedNames = result.UpdatedNames,
            PrunedNames = result.PrunedNames,
            SkippedNames = result.Skipped,
            Warnings = body.Descriptor.Warnings,
        }));
    }

    private static async Task<IResult> Export(RentABotDbContext db, CancellationToken cancellationToken)
    {
        var resources = await db.ResourceDescriptions().ToListAsync(cancellationToken);
        return TypedResults.Text(DescriptorWriter.Write(resources), Yaml, System.Text.Encoding.UTF8);
    }
}
