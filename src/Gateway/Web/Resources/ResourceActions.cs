using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using RentABot.Contracts;
using RentABot.Gateway.Clock;
using RentABot.Gateway.Commands;
using RentABot.Gateway.Problems;
using RentABot.Gateway.Web.Forms;
using RentABot.Gateway.Web.Notices;
using RentABot.Gateway.Web.OwnLocks;
using RentABot.Persistence;
using RentABot.Persistence.Resources;

namespace RentABot.Gateway.Web.Resources;

/// <summary>Shows the forms that do something with a resource, and does it by the command that the API would send.</summary>
internal sealed class ResourceActions(
    IHttpContextAccessor accessor, RentABotDbContext db, CommandDispatcher commands, DatabaseTime clock, OwnLockCookies ownLocks, NoticeCookie notices)
{
    private const string ReturnTo = "return";
    private const string List = "/resources";

    private HttpContext Context => accessor.HttpContext!;

    /// <summary>The form as it is to be filled in.</summary>
    /// <param name="id">The resource; null: one is added.</param>
    public async Task<IResult> ShowAsync<TForm>(long? id)
        where TForm : IComponent =>
        await ReadAsync(id) is { } model
            ? Context.Show<TForm>(model with { ReturnTo = LocalOr(Context.Request.Query[ReturnTo].ToString()) })
            : ProblemCatalog.ResourceNotFound(id!.Value);

    /// <summary>Sends what was filled in. What is refused is shown in the form, with all that was written into it.</summary>
    /// <param name="id">The resource; null: one is added.</param>
    /// <param name="form">What was filled in.</param>
    /// <param name="read">Makes the command of it.</param>
    /// <param name="done">What follows when it was carried out: what the user is told.</param>
    public async Task<IResult> DoAsync<TForm, TCommand, TResult>(
        long? id, Form form, Func<ResourceState?, TCommand> read, Func<TResult, Notice> done)
        where TForm : IComponent
        where TCommand : class
        where TResult : class
    {
        var returnTo = LocalOr(form[ReturnTo]);
        if (await ReadAsync(id) is not { } model) return ProblemCatalog.ResourceNotFound(id!.Value);
        var problem = await SendAsync(() => read(model.Resource), form["client_id"], done);
        if (problem is null) return Pages.GoTo(returnTo);
        problem.Mark(Context);
        return Context.Show<TForm>(
            model with
            {
                Values = form.Values,
                Refusal = problem.Errors is null ? problem.Detail : "Something is not right yet.",
                Errors = problem.Errors ?? model.Errors,
                ReturnTo = returnTo,
            },
            problem.Status);
    }

    /// <summary>The token that a form names, or that this browser keeps of the lock that runs.</summary>
    public string? TokenOf(Form form, ResourceState? resource) => form["lock_token"] ?? (resource is null ? null : ownLocks.TokenFor(Context, resource));

    private static string LocalOr(string? address) => Pages.IsLocal(address) ? address! : List;

    private async Task<Problem?> SendAsync<TCommand, TResult>(Func<TCommand> read, string? clientId, Func<TResult, Notice> done)
        where TCommand : class
        where TResult : class
    {
        try
        {
            var answer = await commands.SendAsync<TCommand, TResult>(read(), clientId);
            if (answer.Result is { } result) notices.Put(Context, done(result));
            return answer.Problem;
        }
        catch (ProblemException exception)
        {
            return exception.Problem;
        }
    }

    private async Task<ActionModel?> ReadAsync(long? id)
    {
        var aborted = Context.RequestAborted;
        var resource = id is null ? null : (await db.ResourceSnapshots().AsNoTracking().SingleOrDefaultAsync(s => s.Resource.Id == id, aborted))?.ToState();
        if (id is not null && resource is null) return null;
        return new ActionModel
        {
            Resource = resource,
            ReturnTo = List,
            IsOwn = resource is not null && ownLocks.TokenFor(Context, resource) is not null,
            Now = await clock.NowAsync(aborted),
        };
    }
}
