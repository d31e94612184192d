namespace RentABot.Allocator.Tests.Queue.Model;

/// <summary>What may happen in a lab. Which resource or reservation it happens to is told by a number that wraps around.</summary>
internal enum StepKind
{
    Arrive,
    Release,
    Claim,
    Cancel,
    Wait,
    TakeOut,
    BringBack,
    Register,
    Retag,
    Remove,
    LockDirectly,
}

/// <summary>One thing that happens.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Which">To whom, or how long it takes.</param>
/// <param name="Tags">Tags asked for or carried: a bit each.</param>
/// <param name="Quantity">How many are asked for.</param>
/// <param name="Priority">1–10.</param>
internal readonly record struct Step(StepKind Kind, int Which, int Tags, int Quantity, int Priority)
{
    public override string ToString() => Kind switch
    {
        StepKind.Arrive => $"Arrive({Quantity} of {Lab.Show(Tags)}, priority {Priority})",
        StepKind.Register => $"Register({Lab.Show(Tags)})",
        StepKind.Retag => $"Retag({Which}, {Lab.Show(Tags)})",
        StepKind.LockDirectly => $"LockDirectly({Lab.Show(Tags)})",
        _ => $"{Kind}({Which})",
    };
}
