using RentABot.Contracts;
using RentABot.Gateway.Requests;
using RentABot.Persistence.Resources;
using RentABot.Rules;

namespace RentABot.Gateway.Resources;

/// <summary>Which resources are listed, in which order: translated to conditions that the database judges.</summary>
internal sealed record ResourceListQuery
{
    private static readonly Dictionary<string, ResourceStatus> Statuses =
        Enum.GetValues<ResourceStatus>().ToDictionary(status => status.ToString().ToLowerInvariant());

    private static readonly Dictionary<string, ResourceSort> Sorts = new()
    {
        ["id"] = ResourceSort.Id,
        ["name"] = ResourceSort.Name,
        ["status"] = ResourceSort.Status,
        ["lock_expires_at"] = ResourceSort.LockExpiresAt,
    };

    private static readonly Dictionary<string, bool> Orders = new() { ["asc"] = false, ["desc"] = true };

    public required Paging Paging { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    public LabelExpression? Expression { get; init; }
    public string? Name { get; init; }
    public string? ClientId { get; init; }

    /// <summary>A part of the name; ASCII letters count alike, large or small.</summary>
    public string? NamePart { get; init; }

    /// <summary>A part of the lock's client, likewise.</summary>
    public string? ClientPart { get; init; }
    public ResourceStatus? Status { get; init; }
    public bool? Locked { get; init; }
    public bool? Available { get; init; }
    public bool? Unavailable { get; init; }
    public ResourceSort Order { get; init; }
    public bool Descending { get; init; }

    public static ResourceListQuery Read(ResourceListParameters parameters)
    {
        var values = new QueryValues();
        var query = new ResourceListQuery
        {
            Paging = Paging.Read(values, parameters.Page, parameters.Limit),
            Tags = TagSyntax.Distinct(TagSyntax.Split(parameters.Tags ?? "", out _)),
            Name = parameters.Name,
            ClientId = parameters.ClientId,
            Status = values.Word("status", parameters.Status, Statuses),
            Locked = values.Flag("locked", parameters.Locked),
            Available = values.Flag("available", parameters.Available),
            Unavailable = values.Flag("unavailable", parameters.Unavailable),
            Order = values.Word("sort", parameters.Sort, Sorts) ?? ResourceSort.Id,
            Descending = values.Word("order", parameters.Order, Orders) ?? false,
        };
        TagSyntax.Check(query.Tags, "tags", values.Violations);
        LabelExpression.Check(parameters.Expression, "expression", values.Violations);
        values.ThrowIfInvalid();
        return query with { Expression = parameters.Expression is { } text ? LabelExpression.Of(text) : null };
    }

    public IQueryable<ResourceSnapshot> Filter(IQueryable<ResourceSnapshot> snapshots)
    {
        if (Name is not null) snapshots = snapshots.Where(s => s.Resource.Name == Name);
        if (ClientId is not null) snapshots = snapshots.Where(s => s.Lock != null && s.Lock.ClientId == ClientId);
#pragma warning disable CA1304, CA1311, CA1862 // The database's lower(), which knows no culture.
        if (Lower(NamePart) is { } name) snapshots = snapshots.Where(s => s.Resource.Name.ToLower().Contains(name));
        if (Lower(ClientPart) is { } client) snapshots = snapshots.Where(s => s.Lock != null && s.Lock.ClientId.ToLower().Contains(client));
#pragma warning restore CA1304, CA1311, CA1862
        if (Locked is { } locked) snapshots = snapshots.Where(s => s.Lock != null == locked);
        if (Unavailable is { } unavailable) snapshots = snapshots.Where(s => s.Resource.Unavailable == unavailable);
        if (Available is { } available)
        {
            snapshots = snapshots.Where(s => (s.Lock == null && !s.Resource.Unavailable && s.Hold == null) == available);
        }

        snapshots = Status switch
        {
            ResourceStatus.Locked => snapshots.Where(s => s.Lock != null),
            ResourceStatus.Unavailable => snapshots.Where(s => s.Lock == null && s.Resource.Unavailable),
            ResourceStatus.Held => snapshots.Where(s => s.Lock == null && !s.Resource.Unavailable && s.Hold != null),
            ResourceStatus.Available => snapshots.Where(s => s.Lock == null && !s.Resource.Unavailable && s.Hold == null),
            _ => snapshots,
        };
        return snapshots.Carrying(s => s.Resource.Tags, Tags, Expression);
    }

    /// <summary>As both databases do it: other letters stay as they are.</summary>
    private static string? Lower(string? text) => text is null ? null : string.Concat(text.Select(c => char.IsAsciiLetterUpper(c) ? char.ToLowerInvariant(c) : c));

    /// <summary>In the order asked for, then by id. What has no lock comes last in either direction.</summary>
    public IQueryable<ResourceSnapshot> Sort(IQueryable<ResourceSnapshot> snapshots) => (Order, Descending) switch
    {
        (ResourceSort.Name, false) => snapshots.OrderBy(s => s.Resource.Name),
        (ResourceSort.Name, true) => snapshots.OrderByDescending(s => s.Resource.Name),
        (ResourceSort.Status, false) => snapshots
            .OrderBy(s => s.Lock != null ? 2 : s.Resource.Unavailable ? 3 : s.Hold != null ? 1 : 0).ThenBy(s => s.Resource.Id),
        (ResourceSort.Status, true) => snapshots
            .OrderByDescending(s => s.Lock != null ? 2 : s.Resource.Unavailable ? 3 : s.Hold != null ? 1 : 0).ThenBy(s => s.Resource.Id),
        (ResourceSort.LockExpiresAt, false) => snapshots
            .OrderBy(s => s.Lock == null).ThenBy(s => s.Lock!.ExpiresAt).ThenBy(s => s.Resource.Id),
        (ResourceSort.LockExpiresAt, true) => snapshots
            .OrderBy(s => s.Lock == null).ThenByDescending(s => s.Lock!.ExpiresAt).ThenBy(s => s.Resource.Id),
        (_, false) => snapshots.OrderBy(s => s.Resource.Id),
        (_, true) => snapshots.OrderByDescending(s => s.Resource.Id),
    };
}
