namespace RentABot.Allocator.Queue;

/// <summary>
/// Who is given which candidate, grown by augmenting paths (Berge 1957; Kuhn 1955): to give one more, a chain of earlier
/// owners each moves on to another candidate that suits it, the last of them to one that nobody has. No owner's number
/// ever falls. Where a search finds no path, none will be found from any choice that it reached, however much more is
/// given elsewhere: those choices are closed, so all failing searches together look at each candidate of a choice once.
/// </summary>
internal sealed class Assignment
{
    private const int Nobody = -1;

    private readonly IReadOnlyList<Choice> _choices;

    /// <summary>By candidate.</summary>
    private readonly int[] _owners;

    /// <summary>By owner, the choice that its candidates come from.</summary>
    private readonly List<int> _choiceOf = [];

    /// <summary>By choice: how many of its best candidates are given. What is given once is never free again.</summary>
    private readonly int[] _given;
    private readonly bool[] _closed;

    /// <summary>By choice: the search that reached it last, from which choice, and the candidate whose owner led there.</summary>
    private readonly int[] _reached;
    private readonly int[] _from;
    private readonly int[] _via;
    private readonly Queue<int> _frontier = [];
    private int _search;
    private int _open;

    public Assignment(IReadOnlyList<Choice> choices, int candidates)
    {
        _choices = choices;
        _owners = new int[candidates];
        Array.Fill(_owners, Nobody);
        _given = new int[choices.Count];
        _reached = new int[choices.Count];
        _from = new int[choices.Count];
        _via = new int[choices.Count];
        _closed = new bool[choices.Count];
        for (var choice = 0; choice < choices.Count; choice++)
        {
            _closed[choice] = choices[choice].Candidates.Count == 0;
            if (!_closed[choice]) _open++;
        }
    }

    /// <summary>Whether anything can still be given to anybody.</summary>
    public bool AnyOpen => _open > 0;

    public int? OwnerOf(int candidate) => _owners[candidate] == Nobody ? null : _owners[candidate];

    /// <summary>Gives an owner one more candidate of a choice, if that is possible at all.</summary>
    /// <param name="owner">The next new owner's number, or that of the newest.</param>
    /// <param name="choice">What the owner may have.</param>
    public bool TryGive(int owner, int choice)
    {
        if (_closed[choice]) return false;
        if (FirstFree(choice) is { } free)
        {
            _owners[free] = owner;
        }
        else if (Search(choice) is { } end)
        {
            Rearrange(owner, choice, end);
        }
        else
        {
            return false;
        }

        if (owner == _choiceOf.Count) _choiceOf.Add(choice);
        return true;
    }

    /// <summary>The best candidate that nobody has.</summary>
    private int? FirstFree(int choice)
    {
        var candidates = _choices[choice].Candidates;
        while (_given[choice] < candidates.Count && _owners[candidates[_given[choice]]] != Nobody) _given[choice]++;
        return _given[choice] < candidates.Count ? candidates[_given[choice]] : null;
    }

    /// <summary>
    /// Breadth first, so that as few as possible are moved: the nearest choice that has a free candidate, or null and
    /// all that was reached is closed.
    /// </summary>
    private int? Search(int start)
    {
        _search++;
        _frontier.Clear();
        _frontier.Enqueue(start);
        _reached[start] = _search;
        while (_frontier.TryDequeue(out var choice))
        {
            if (FirstFree(choice) is not null) return choice;
            foreach (var candidate in _choices[choice].Candidates)
            {
                var next = _choiceOf[_owners[candidate]];
                if (_closed[next] || _reached[next] == _search) continue;
                _reached[next] = _search;
                _from[next] = choice;
                _via[next] = candidate;
                _frontier.Enqueue(next);
            }
        }

        for (var choice = 0; choice < _choices.Count; choice++)
        {
            if (_reached[choice] != _search || _closed[choice]) continue;
            _closed[choice] = true;
            _open--;
        }

        return null;
    }

    /// <summary>Moves the owners along the path that led from a choice to a free candidate, and gives the new owner what that frees.</summary>
    private void Rearrange(int newOwner, int start, int end)
    {
        var free = FirstFree(end)!.Value;
        for (var choice = end; choice != start; choice = _from[choice])
        {
            var left = _via[choice];
            _owners[free] = _owners[left];
            free = left;
        }

        _owners[free] = newOwner;
    }
}
