namespace RentABot.Gateway.Web.Notices;

/// <summary>What a user is told on the page after a form was carried out.</summary>
/// <param name="Text">In words.</param>
public sealed record Notice(string Text)
{
    /// <summary>The tokens of locks that were just granted, by the names of their resources: shown this once.</summary>
    public IReadOnlyDictionary<string, string>? Tokens { get; init; }

    /// <summary>Says the notice without its secrets.</summary>
    public override string ToString() => nameof(Notice);
}
