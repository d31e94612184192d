using System.Globalization;
using RentABot.Cli.Api;
using RentABot.Cli.Waiting;
using RentABot.Descriptors;

namespace RentABot.Cli.Commands;

/// <summary>The locks of this shell.</summary>
internal static class ExportedLocks
{
    /// <summary>Without knowing of which resources.</summary>
    public static IReadOnlyList<string> Tokens => TokenOptions.Split(Environment.GetEnvironmentVariable(Grant.TokensVariable) ?? "");

    /// <summary>None where there are not as many tokens as resources: then nobody knows which belongs to which.</summary>
    public static IReadOnlyList<ExportedLock> Read()
    {
        // An earlier grant of more resources may have left variables behind.
        var tokens = Tokens;
        if (Number($"_COUNT") != tokens.Count) return [];
        var locks = new List<ExportedLock>();
        while (locks.Count < tokens.Count && Number($"_{locks.Count + 1}_ID") is { } id)
        {
            var number = locks.Count + 1;
            locks.Add(new ExportedLock(id, Variable($"_{number}_NAME") ?? id.ToString(CultureInfo.InvariantCulture), Number($"_{number}_FENCING_TOKEN"), tokens[locks.Count]));
        }

        return locks.Count == tokens.Count ? locks : [];
    }

    /// <param name="resource">Whose lock it is, by its name or id.</param>
    /// <param name="advice">What to do where this shell has no such lock, nor one that may be meant.</param>
    /// <exception cref="CliException">There is none.</exception>
    public static ExportedLock Find(string resource, string advice)
    {
        var locks = Read();
        return locks.FirstOrDefault(one => one.IsOf(resource)) ?? throw CliException.Usage(
            $"{Grant.TokensVariable} has no token of a lock of {resource}"
            + (locks.Count > 0 ? $", but of {string.Join(", ", locks)}" : "")
            + (NearMatch.Of(resource, locks.Select(one => one.Name)) is { } meant ? $" – did you mean {meant}?" : $" – {advice}"));
    }

    /// <summary>Their tokens would be written over by those of the next ones, and nobody could free them.</summary>
    /// <exception cref="CliException">One is held.</exception>
    public static async Task EnsureNoneIsHeldAsync(Session session)
    {
        foreach (var exported in Read())
        {
            if (!await IsHeldAsync(session, exported)) continue;
            throw new CliException(
                ExitCodes.Conflict, "locks_held",
                $"This shell still has the lock of {exported.Name}, whose token in {Grant.TokensVariable} the new ones would replace – "
                + $"rentabot unlock frees it; ask for all at once by -n; or keep {Grant.TokensVariable} in another variable and unset it");
        }
    }

    private static async Task<bool> IsHeldAsync(Session session, ExportedLock exported)
    {
        try
        {
            var resource = (await session.SendAsync(ApiCall.Get(ResourceArgument.PathOf(exported.Id)))).Read(ApiJson.Default.Resource);
            return resource.LockAcquiredAt is not null && resource.Name == exported.Name && resource.FencingToken == exported.FencingToken;
        }
        catch (ProblemException exception) when (exception.Problem.Status == 404)
        {
            return false;
        }
    }

    private static string? Variable(FormattableString name) =>
        Environment.GetEnvironmentVariable(Grant.ResourcePrefix + FormattableString.Invariant(name));

    private static long? Number(FormattableString name) =>
        long.TryParse(Variable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
