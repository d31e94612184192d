using RentABot.Contracts;

namespace RentABot.Gateway.Resources;

/// <summary>A page of a list as it was read.</summary>
/// <param name="Resources">Those on the page.</param>
/// <param name="Total">How many there are on all pages.</param>
internal sealed record ResourcePage(IReadOnlyList<ResourceState> Resources, int Total);
