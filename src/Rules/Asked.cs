using RentABot.Contracts;

namespace RentABot.Rules;

/// <summary>What commands ask for, as the audit trail tells it of those that are refused.</summary>
public static class Asked
{
    /// <summary>A client may make up any text.</summary>
    private const int MaxLength = 300;

    /// <summary>Which resources, in words; null where the command names one by its id, or none.</summary>
    public static string? Of(object command) => command switch
    {
        ISelection { ResourceId: null } selection => $"{selection.Quantity} of {Selector.Words(null, selection.Name, selection.Tags ?? [], selection.Expression)}".Cut(MaxLength),
        RegisterResource { Name: { } name } => Selector.Words(null, name, [], null).Cut(MaxLength),
        _ => null,
    };

    /// <summary>The resource that a refusal is about, by its figures.</summary>
    public static long? ResourceIn(IReadOnlyDictionary<string, long>? figures) =>
        figures is not null && figures.TryGetValue("resource_id", out var id) ? id : null;
}
