using Microsoft.AspNetCore.Authorization;
using RentABot.Gateway.OpenApi;
using RentABot.Rules;

namespace RentABot.Gateway.Access;

/// <summary>A policy for each role, and what routes say to ask for it.</summary>
internal static class RolePolicies
{
    public static void AddRolePolicies(this IServiceCollection services)
    {
        var authorization = services.AddAuthorizationBuilder();
        foreach (var role in Enum.GetValues<Role>()) authorization.AddPolicy(NameOf(role), PolicyFor(role));

        // A route that says nothing is for nobody but an admin.
        authorization.SetFallbackPolicy(PolicyFor(Role.Admin));
    }

    /// <summary>Lets in whoever has this role or a higher one.</summary>
    public static TBuilder RequiresRole<TBuilder>(this TBuilder builder, Role least)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(NameOf(least))
            .WithMetadata(new RoleMetadata(least))
            .WithProblems(
                StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden,
                StatusCodes.Status429TooManyRequests, StatusCodes.Status503ServiceUnavailable);

    private static string NameOf(Role role) => $"role:{Roles.NameOf(role)}";

    private static AuthorizationPolicy PolicyFor(Role role) =>
        new AuthorizationPolicyBuilder().AddRequirements(new RoleRequirement(role)).Build();
}
