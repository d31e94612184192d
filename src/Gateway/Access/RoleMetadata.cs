using RentABot.Rules;

namespace RentABot.Gateway.Access;

/// <summary>The least role that an endpoint asks for.</summary>
internal sealed record RoleMetadata(Role Least);
