namespace RentABot.Rules;

/// <summary>A part of a label expression.</summary>
public abstract record LabelNode
{
    private LabelNode()
    {
    }

    public sealed record Tag(string Name) : LabelNode;

    public sealed record Not(LabelNode Inner) : LabelNode;

    public sealed record And(LabelNode Left, LabelNode Right) : LabelNode;

    public sealed record Or(LabelNode Left, LabelNode Right) : LabelNode;
}
