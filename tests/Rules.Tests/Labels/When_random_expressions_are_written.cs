using CsCheck;

namespace RentABot.Rules.Tests.Labels;

public sealed class When_random_expressions_are_written
{
    private static readonly string[] Tags = ["a", "b", "and", "Or", "not", "x/y:z=1"];
    private static readonly string[] Words = ["and", "or", "not"];

    private static readonly Gen<LabelNode> Trees = Gen.Recursive<LabelNode>((depth, trees) => depth == 5
        ? Leaves!
        : Gen.OneOf(
            Leaves!,
            trees.Select(inner => (LabelNode)new LabelNode.Not(inner)),
            Gen.Select(trees, trees, (left, right) => (LabelNode)new LabelNode.And(left, right)),
            Gen.Select(trees, trees, (left, right) => (LabelNode)new LabelNode.Or(left, right))));

    private static Gen<LabelNode> Leaves => Gen.OneOf(Tags).Select(tag => (LabelNode)new LabelNode.Tag(tag));

    [Fact]
    public void Should_be_read_as_they_were_meant() =>
        Gen.Select(Trees, Gen.Int, Gen.OneOf(Tags).Array[0, 4].Array[20]).Sample((tree, seed, sets) =>
        {
            var text = new Writer(new Random(seed)).Write(tree);
            Assert.True(LabelExpression.TryParse(text, out var expression, out var error), $"{text}: {error}");
            foreach (var tags in sets) Assert.Equal(IsTrue(tree, tags), expression.Matches(tags));
        });

    [Fact]
    public void Should_be_the_same_by_their_key() =>
        Gen.Select(Trees, Gen.Int).Sample((tree, seed) =>
        {
            var random = new Random(seed);
            var one = LabelExpression.Of(new Writer(random).Write(tree));
            var other = LabelExpression.Of(new Writer(random).Write(tree));
            Assert.Equal(one.Key, other.Key);
            Assert.Equal(one.Key, LabelExpression.Of(one.Key).Key);
        });

    private static bool IsTrue(LabelNode node, string[] tags) => node switch
    {
        LabelNode.Tag(var name) => tags.Contains(name),
        LabelNode.Not(var inner) => !IsTrue(inner, tags),
        LabelNode.And(var left, var right) => IsTrue(left, tags) & IsTrue(right, tags),
        LabelNode.Or(var left, var right) => IsTrue(left, tags) | IsTrue(right, tags),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>Spells and spaces at random, with the parentheses that are needed and now and then with more.</summary>
    private sealed class Writer(Random random)
    {
        public string Write(LabelNode node) => Space() + Write(node, 0) + Space();

        private string Write(LabelNode node, int binding)
        {
            var (own, text) = node switch
            {
                LabelNode.Tag(var name) => (3, Tag(name)),
                LabelNode.Not(var inner) => (2, One("!", "not ", "NOT\n", "!  ") + Write(inner, 2)),
                LabelNode.And(var left, var right) => (1, Write(left, 1) + One("&&", " && ", " and ", "\tAnd\t") + Write(right, 1)),
                LabelNode.Or(var left, var right) => (0, Write(left, 0) + One("||", " || ", " or ", " OR  ") + Write(right, 0)),
                _ => throw new InvalidOperationException(),
            };
            return own < binding || random.Next(10) == 0 ? $"({Space()}{text}{Space()})" : text;
        }

        private string Tag(string name) =>
            One(Words.Contains(name, StringComparer.OrdinalIgnoreCase) ? $"'{name}'" : name, $"'{name}'", $"\"{name}\"");

        private string Space() => One("", "", " ", "\n ");

        private string One(params string[] choices) => choices[random.Next(choices.Length)];
    }
}
