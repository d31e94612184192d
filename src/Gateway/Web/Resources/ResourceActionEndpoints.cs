using RentABot.Contracts;
using RentABot.Gateway.Locks;
using RentABot.Gateway.Maintenance;
using RentABot.Gateway.Requests;
using RentABot.Gateway.Resources;
using RentABot.Gateway.Web.Forms;
using RentABot.Gateway.Web.Notices;
using RentABot.Gateway.Web.OwnLocks;
using RentABot.Gateway.Web.Text;
using RentABot.Rules;

namespace RentABot.Gateway.Web.Resources;

/// <summary>Each action is a form (GET) and what it does (POST), at one address.</summary>
internal static class ResourceActionEndpoints
{
    private const string One = "/resources/{id:long}";

    public static void MapResourceActions(this IEndpointRouteBuilder pages)
    {
        Map<LockForm>(pages, "lock", Role.User, Lock);
        Map<UnlockForm>(pages, "unlock", Role.User, Unlock);
        Map<ExtendForm>(pages, "extend", Role.User, Extend);
        Map<ForceUnlockForm>(pages, "force-unlock", Role.Admin, ForceUnlock);
        Map<MaintenanceForm>(pages, "maintenance", Role.Maintainer, TakeOut);
        Map<AvailableForm>(pages, "available", Role.Maintainer, BringBack);
        Map<EditForm>(pages, "edit", Role.Admin, Edit);
        Map<RemoveForm>(pages, "remove", Role.Admin, Remove);
        pages.MapPage("/resources/new", Role.Admin, (ResourceActions actions) => actions.ShowAsync<EditForm>(null));
        pages.MapForm("/resources/new", Role.Admin, Add);
    }

    private static void Map<TForm>(IEndpointRouteBuilder pages, string action, Role least, Delegate act)
        where TForm : Microsoft.AspNetCore.Components.IComponent
    {
        pages.MapPage($"{One}/{action}", least, (long id, ResourceActions actions) => actions.ShowAsync<TForm>(id));
        pages.MapForm($"{One}/{action}", least, act);
    }

    private static Task<IResult> Lock(long id, Form form, ResourceActions actions, OwnLockCookies ownLocks, HttpContext context) =>
        actions.DoAsync<LockForm, LockResources, LockResourcesResult>(
            id, form, _ => form.Read<LockOneRequest>().ToCommand(id), result =>
            {
                ownLocks.Keep(context, result.Locks);
                var granted = result.Locks[0];
                return new Notice($"{granted.Resource.Name} is locked for you until {Words.Clock(granted.ExpiresAt, granted.AcquiredAt)} UTC.")
                {
                    Tokens = result.Locks.ToDictionary(one => one.Resource.Name, one => one.LockToken),
                };
            });

    private static Task<IResult> Unlock(long id, Form form, ResourceActions actions, HttpContext context) =>
        actions.DoAsync<UnlockForm, UnlockResource, UnlockResourceResult>(
            id, form, resource => new UnlockRequest { LockToken = actions.TokenOf(form, resource) }.ToCommand(id), result =>
            {
                OwnLockCookies.Forget(context, id);
                return new Notice($"{result.Resource.Name} is unlocked.");
            });

    private static Task<IResult> Extend(long id, Form form, ResourceActions actions) =>
        actions.DoAsync<ExtendForm, ExtendLock, ExtendLockResult>(
            id, form, resource => (form.Read<ExtendRequest>() with { LockToken = actions.TokenOf(form, resource) }).ToCommand(id),
            result => new Notice($"The lock runs until {Words.Instant(result.ExpiresAt)} now."));

    private static Task<IResult> ForceUnlock(long id, Form form, ResourceActions actions) =>
        actions.DoAsync<ForceUnlockForm, UnlockResource, UnlockResourceResult>(
            id, form, _ => (form.Read<UnlockRequest>() with { Force = true, LockToken = null }).ToCommand(id),
            result => new Notice($"The lock of {result.Resource.Name} was forced off."));

    private static Task<IResult> TakeOut(long id, Form form, ResourceActions actions) =>
        actions.DoAsync<MaintenanceForm, MarkUnavailable, MarkUnavailableResult>(
            id, form, _ => form.Read<UnavailableRequest>().ToCommand(id),
            result => new Notice(result.Resource.Unavailable
                ? $"{result.Resource.Name} is in maintenance."
                : $"{result.Resource.Name} will be in maintenance."));

    private static Task<IResult> BringBack(long id, Form form, ResourceActions actions) =>
        actions.DoAsync<AvailableForm, MarkAvailable, MarkAvailableResult>(
            id, form, _ => new MarkAvailable { ResourceId = id }, result => new Notice($"{result.Resource.Name} is back in service."));

    private static Task<IResult> Add(Form form, ResourceActions actions, TagLists tags) =>
        actions.DoAsync<EditForm, RegisterResource, RegisterResourceResult>(
            null, form, _ => form.Read<ResourceRequest>().ToCommand(tags), result => new Notice($"{result.Resource.Name} was added."));

    private static Task<IResult> Edit(long id, Form form, ResourceActions actions, TagLists tags) =>
        actions.DoAsync<EditForm, UpdateResource, UpdateResourceResult>(
            id, form, _ => form.Read<ResourcePatch>().ToCommand(id, Revision(form), tags), result => new Notice($"{result.Resource.Name} was changed."));

    private static Task<IResult> Remove(long id, Form form, ResourceActions actions)
    {
        var name = "";
        return actions.DoAsync<RemoveForm, RemoveResource, RemoveResourceResult>(
            id, form,
            resource =>
            {
                name = resource!.Name;
                return new RemoveResource { ResourceId = id, Force = form["force"] is not null };
            },
            _ => new Notice($"{name} was removed."));
    }

    /// <summary>What the form was made for: a change that somebody made meanwhile is not undone unseen.</summary>
    private static int? Revision(Form form) =>
        int.TryParse(form["revision"], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var revision) ? revision : null;
}
