using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace RentABot.Persistence;

/// <summary>
/// Tells whether a tracked list has changed. EF Core's own comparer of primitive collections makes a delegate anew each
/// time that it is asked, which under load took more of the allocator's time than all its other work on an entity.
/// </summary>
internal sealed class ListComparer<T>() : ValueComparer<List<T>>(
    (one, other) => AreEqual(one, other),
    list => HashOf(list),
    list => Copy(list))
{
    private static bool AreEqual(List<T>? one, List<T>? other) =>
        ReferenceEquals(one, other) || (one is not null && other is not null && one.SequenceEqual(other));

    private static int HashOf(List<T> list)
    {
        var hash = new HashCode();
        foreach (var item in list) hash.Add(item);
        return hash.ToHashCode();
    }

    private static List<T> Copy(List<T> list) => [.. list];
}
