using Microsoft.AspNetCore.Authorization;
using RentABot.Rules;

namespace RentABot.Gateway.Access;

/// <summary>A caller with at least this role.</summary>
internal sealed class RoleRequirement(Role least) : AuthorizationHandler<RoleRequirement>, IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleRequirement requirement)
    {
        if (CallerClaims.RoleOf(context.User) >= least) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
