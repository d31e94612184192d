using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using RentABot.Contracts;
using RentABot.Gateway.Clock;
using RentABot.Gateway.Commands;
using RentABot.Gateway.Problems;
using RentABot.Gateway.Resources;
using RentABot.Gateway.Web.Forms;
using RentABot.Gateway.Web.Notices;
using RentABot.Gateway.Web.OwnLocks;
using RentABot.Gateway.Web.Queue;
using RentABot.Gateway.Web.Text;
using RentABot.Persistence;
using RentABot.Rules;

namespace RentABot.Gateway.Web.Reservations;

/// <summary>A reservation, and what its owner may do with it.</summary>
internal static class ReservationPages
{
    private const string Queue = "/queue";
    private const string ReturnTo = "return";

    public static void MapReservationPages(this IEndpointRouteBuilder pages)
    {
        pages.MapPage("/reservations/{id:guid}", Role.ReadOnly, ShowAsync);
        pages.MapPage("/reservations/{id:guid}/cancel", Role.User, AskAsync);
        pages.MapForm("/reservations/{id:guid}/cancel", Role.User, CancelAsync);
        pages.MapForm("/reservations/{id:guid}/claim", Role.User, ClaimAsync);
    }

    private static async Task<IResult> ShowAsync(
        Guid id, HttpContext context, LedgerVersion ledger, ReservationReader reader, CancellationToken cancellationToken)
    {
        if (context.IsUnchanged(await ledger.ReadAsync(cancellationToken))) return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return await reader.ReadAsync(id, cancellationToken) is { } view
            ? context.Show<ReservationPage>(view)
            : ProblemCatalog.ReservationNotFound(id);
    }

    /// <summary>Asks first, where the reservation is somebody else's.</summary>
    private static async Task<IResult> AskAsync(
        Guid id, [FromQuery(Name = ReturnTo)] string? address, HttpContext context, RentABotDbContext db, DatabaseTime clock,
        CancellationToken cancellationToken)
    {
        var row = await db.Reservations.AsNoTracking().SingleOrDefaultAsync(r => r.CorrelationId == id, cancellationToken);
        if (row is null) return ProblemCatalog.ReservationNotFound(id);
        var names = await db.ReadNamesAsync(row.ResourceId is { } wanted ? new HashSet<long> { wanted } : [], cancellationToken);
        var now = await clock.NowAsync(cancellationToken);
        return context.Show<CancelPage>(new CancelView(row, names, Pages.IsLocal(address) ? address! : Queue, now));
    }

    private static async Task<IResult> CancelAsync(Guid id, Form form, HttpContext context, CommandDispatcher commands, NoticeCookie notices)
    {
        var answer = await commands.SendAsync<CancelReservation, CancelReservationResult>(new CancelReservation { ReservationId = id });
        if (answer.Problem is { } problem) return problem;
        notices.Put(context, new Notice("The reservation was cancelled."));
        return Pages.GoTo(form[ReturnTo] ?? Queue);
    }

    private static async Task<IResult> ClaimAsync(
        Guid id, Form form, HttpContext context, CommandDispatcher commands, OwnLockCookies ownLocks, NoticeCookie notices)
    {
        _ = form;
        var answer = await commands.SendAsync<ClaimReservation, ClaimReservationResult>(new ClaimReservation { ReservationId = id });
        if (answer.Result is not { } result) return answer.Problem!;
        ownLocks.Keep(context, result.Locks);
        notices.Put(context, new Notice(NoticeOf(result.Locks.Count))
        {
            Tokens = result.Locks.ToDictionary(granted => granted.Resource.Name, granted => granted.LockToken),
        });
        return Pages.GoTo($"/reservations/{id}");
    }

    private static string NoticeOf(int locks) => locks <= OwnLockCookies.Most
        ? $"Claimed: {Words.Count(locks, "resource")} locked."
        : $"Claimed: {Words.Count(locks, "resource")} locked. That is more than a browser keeps: claim it again over the API to get all tokens.";
}
