using Microsoft.AspNetCore.Http;
using RentABot.Contracts;

namespace RentABot.Allocator.Writing;

/// <summary>Outcomes for which the service is at fault.</summary>
internal static class Failures
{
    public static readonly WriteOutcome Internal = Of(
        StatusCodes.Status500InternalServerError, "internal_error", "The command failed; nothing was changed.");

    public static readonly WriteOutcome DatabaseUnavailable = Of(
        StatusCodes.Status503ServiceUnavailable, "database_unavailable", "The database does not answer; nothing was changed.");

    private static WriteOutcome Of(int status, string code, string detail) =>
        new(new CommandRejected { Code = code, Status = status, Detail = detail }, Failed: true);
}
