using RentABot.Load.Rest;

namespace RentABot.Load.Queue;

/// <summary>The locks that run, by board; the one that is held longest is given up first.</summary>
internal sealed class HeldLocks
{
    private readonly Dictionary<string, Queue<Granted>> _byBoard = [];

    public HeldLocks(Grant grant) => Add(grant);

    public void Add(Grant grant)
    {
        foreach (var granted in grant.Locks)
        {
            var board = granted.Resource.Tags.Single(tag => tag.StartsWith("board", StringComparison.Ordinal));
            if (!_byBoard.TryGetValue(board, out var locks)) _byBoard[board] = locks = [];
            locks.Enqueue(granted);
        }
    }

    public Granted Take(string board) => _byBoard[board].Dequeue();
}
