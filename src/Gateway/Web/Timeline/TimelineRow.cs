using RentABot.Contracts;
using RentABot.Gateway.Web.Charts;
using RentABot.Gateway.Web.History;

namespace RentABot.Gateway.Web.Timeline;

/// <summary>A resource against time.</summary>
public sealed record TimelineRow(ResourceState Resource, IReadOnlyList<Stretch> Stretches, IReadOnlyList<Bar> Bars);
