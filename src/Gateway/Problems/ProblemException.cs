namespace RentABot.Gateway.Problems;

/// <summary>Ends a request with a problem, where its input is taken apart.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Code)
{
    public Problem Problem => problem;
}
