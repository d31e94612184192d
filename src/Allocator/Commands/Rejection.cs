using Microsoft.AspNetCore.Http;
using RentABot.Contracts;
using RentABot.Rules;

namespace RentABot.Allocator.Commands;

/// <summary>Ends a command that must change nothing; what it did so far is rolled back.</summary>
internal sealed class Rejection(CommandRejected answer) : Exception(answer.Detail)
{
    public CommandRejected Answer => answer;

    public static Rejection NotFound(string code, string detail) => Of(StatusCodes.Status404NotFound, code, detail);

    public static Rejection Conflict(string code, string detail, params (string Name, long Value)[] figures) =>
        Of(StatusCodes.Status409Conflict, code, detail, figures);

    public static Rejection Gone(string code, string detail, params (string Name, long Value)[] figures) =>
        Of(StatusCodes.Status410Gone, code, detail, figures);

    public static Rejection Forbidden(string code, string detail, params (string Name, long Value)[] figures) =>
        Of(StatusCodes.Status403Forbidden, code, detail, figures);

    public static Rejection Stale(string code, string detail, params (string Name, long Value)[] figures) =>
        Of(StatusCodes.Status412PreconditionFailed, code, detail, figures);

    public static Rejection Unprocessable(string code, string detail, params (string Name, long Value)[] figures) =>
        Of(StatusCodes.Status422UnprocessableEntity, code, detail, figures);

    public static Rejection Invalid(string field, string message)
    {
        var violations = new Violations();
        violations.Add(field, message);
        return Invalid(violations);
    }

    public static Rejection Invalid(Violations violations) => new(new CommandRejected
    {
        Code = "invalid",
        Status = StatusCodes.Status422UnprocessableEntity,
        Detail = violations.ToString(),
        Errors = violations.ToDictionary(),
    });

    public static Rejection Unavailable(string code, string detail) => Of(StatusCodes.Status503ServiceUnavailable, code, detail);

    public static Rejection ResourceNotFound(long id) => NotFound("resource_not_found", $"There is no resource {id}.");

    private static Rejection Of(int status, string code, string detail, params (string Name, long Value)[] figures) =>
        new(new CommandRejected
        {
            Code = code,
            Status = status,
            Detail = detail,
            Figures = figures.Length == 0 ? null : figures.ToDictionary(f => f.Name, f => f.Value),
        });
}
