using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using RentABot.Gateway.Problems;
using RentABot.Gateway.Requests;
using RentABot.Gateway.Resources;

namespace RentABot.Gateway.Web.Resources;

/// <summary>What the list of resources is narrowed down to, as the form has it and the address keeps it.</summary>
public sealed record ResourceFilter
{
    /// <summary>The page's size: more are on further pages.</summary>
    public const int PageSize = 1000;
    private const int MaxPage = 1000;

    public static readonly IReadOnlyDictionary<string, string> Sorts = new Dictionary<string, string>
    {
        ["name"] = "name",
        ["status"] = "status",
        ["lock_expires_at"] = "time left",
        ["id"] = "id",
    };

    public static readonly IReadOnlyDictionary<string, string> Groups = new Dictionary<string, string>
    {
        [""] = "nothing",
        ["tag"] = "first tag",
        ["holder"] = "holder",
        ["status"] = "status",
    };

    /// <summary>A part of the name.</summary>
    public string? Name { get; init; }

    /// <summary>Comma-separated; all of them.</summary>
    public string? Tags { get; init; }

    public string? Expression { get; init; }

    public string? Status { get; init; }

    /// <summary>A part of the client's name.</summary>
    public string? Holder { get; init; }

    public string Sort { get; init; } = "name";

    public bool Descending { get; init; }

    public string Group { get; init; } = "";

    public int Page { get; init; } = 1;

    /// <summary>Something is narrowed down.</summary>
    public bool IsSet => (Name ?? Tags ?? Expression ?? Status ?? Holder) is not null;

    /// <summary>Something is asked for besides name and tags.</summary>
    public bool HasMore => (Expression ?? Status ?? Holder) is not null || Sort != "name" || Descending || Group.Length > 0;

    public static ResourceFilter Of(IQueryCollection query)
    {
        return new ResourceFilter
        {
            Name = Text("name"),
            Tags = Text("tags"),
            Expression = Text("expression"),
            Status = Text("status"),
            Holder = Text("holder"),
            Sort = Text("sort") is { } sort && Sorts.ContainsKey(sort) ? sort : "name",
            Descending = Text("order") == "desc",
            Group = Text("group") is { } group && Groups.ContainsKey(group) ? group : "",
            Page = new QueryValues().Number("page", Text("page"), 1, MaxPage) ?? 1,
        };

        // A field that is left empty is in the address all the same.
        string? Text(string name) => query[name].ToString().Trim() is { Length: > 0 } text ? text : null;
    }

    /// <summary>As the API would be asked, whose rules hold here, too.</summary>
    /// <param name="errors">What is wrong, by field.</param>
    internal ResourceListQuery? Read(out IReadOnlyDictionary<string, IReadOnlyList<string>> errors)
    {
        errors = new Dictionary<string, IReadOnlyList<string>>();
        try
        {
            return ResourceListQuery.Read(new ResourceListParameters
            {
                Tags = Tags,
                Expression = Expression,
                Status = Status,
                Sort = Sort,
                Order = Descending ? "desc" : "asc",
                Page = Page.ToString(CultureInfo.InvariantCulture),
                Limit = PageSize.ToString(CultureInfo.InvariantCulture),
            }) with { NamePart = Name, ClientPart = Holder };
        }
        catch (ProblemException exception) when (exception.Problem.Errors is { } found)
        {
            errors = found;
            return null;
        }
    }

    /// <summary>The address of the list so narrowed down.</summary>
    public string Address => "/resources" + new QueryBuilder(
        new (string Name, string? Value)[]
        {
            ("name", Name), ("tags", Tags), ("expression", Expression), ("status", Status), ("holder", Holder),
            ("sort", Sort == "name" ? null : Sort), ("order", Descending ? "desc" : null), ("group", Group.Length == 0 ? null : Group),
            ("page", Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture)),
        }.Where(part => part.Value is not null).Select(part => KeyValuePair.Create(part.Name, part.Value!))).ToQueryString();
}
