using System.Collections;
using RentABot.Gateway.Requests;

namespace RentABot.Gateway.Logs;

/// <summary>
/// Whose request a line of the log is about, and what it is for. It keeps nothing of the request itself, which may be over
/// when a line is written.
/// </summary>
internal sealed class RequestScope(PathString path) : IEnumerable<KeyValuePair<string, object?>>
{
    /// <summary>Known once the caller has been asked.</summary>
    public string? Actor { get; set; }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        var subject = RequestSubject.Of(path);
        if (Actor is not null) yield return KeyValuePair.Create(nameof(Actor), (object?)Actor);
        if (subject.ResourceId is { } resource) yield return KeyValuePair.Create(nameof(subject.ResourceId), (object?)resource);
        if (subject.ReservationId is { } reservation) yield return KeyValuePair.Create(nameof(subject.ReservationId), (object?)reservation);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => string.Join(", ", this.Select(item => $"{item.Key}:{item.Value}"));
}
