namespace RentABot.Gateway.Web.Problems;

public sealed record ProblemModel
{
    public required string Title { get; init; }
    public required string Detail { get; init; }
    public required int Status { get; init; }
}
