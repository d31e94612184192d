using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using RentABot.Gateway.Requests;
using RentABot.Rules;

namespace RentABot.Gateway.Live;

/// <summary>The stream's parameters as they came.</summary>
internal sealed record EventParameters
{
    private const int MaxTypesLength = 1000;

    [FromQuery(Name = "types"), Description("Events by their names, comma-separated, such as LockAcquired,LockReleased; all without it")]
    public string? Types { get; init; }

    [FromQuery(Name = "resource_id"), Description("About this resource")]
    public string? ResourceId { get; init; }

    [FromQuery(Name = "reservation_id"), Description("About this reservation, or a lock that was claimed from it")]
    public string? ReservationId { get; init; }

    [FromQuery(Name = "tags"), Description("All of these, comma-separated: of the resource, or asked for by the reservation")]
    public string? Tags { get; init; }

    [FromQuery(Name = "after"), Description("After the event with this sequence, as Last-Event-ID, which goes before it; from now on without either")]
    public string? After { get; init; }

    [FromHeader(Name = "Last-Event-ID"), Description("The sequence of the last event that the client has")]
    public string? LastEventId { get; init; }

    /// <exception cref="Problems.ProblemException">Something is wrong with them.</exception>
    public (EventFilter Filter, long? After) Read()
    {
        var values = new QueryValues();
        var filter = new EventFilter
        {
            Types = ReadTypes(values),
            ResourceId = values.Id("resource_id", ResourceId),
            ReservationId = values.Uuid("reservation_id", ReservationId),
            Tags = TagSyntax.Distinct(TagSyntax.Split(Tags ?? "", out _)),
        };
        TagSyntax.Check(filter.Tags, "tags", values.Violations);

        // A browser that has no id yet may send an empty one.
        var after = string.IsNullOrEmpty(LastEventId) ? values.Id("after", After) : values.Id("Last-Event-ID", LastEventId);
        values.ThrowIfInvalid();
        return (filter, after);
    }

    private HashSet<string>? ReadTypes(QueryValues values)
    {
        if (string.IsNullOrEmpty(Types)) return null;
        var named = Types.Length > MaxTypesLength ? [] : Types.Split(',', StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal);
        values.Violations.AddIf(
            named.Count == 0 || !named.All(EventTypes.ByName.ContainsKey), "types", $"must be some of {string.Join(", ", EventTypes.ByName.Keys)}");
        return named;
    }
}
