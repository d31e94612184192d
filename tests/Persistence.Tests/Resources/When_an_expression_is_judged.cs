using Microsoft.EntityFrameworkCore;
using RentABot.Contracts;
using RentABot.Persistence.Resources;
using RentABot.Persistence.Tests.Databases;
using RentABot.Rules;

namespace RentABot.Persistence.Tests.Resources;

public sealed class When_an_expression_is_judged
{
    private static readonly string[] Tags = ["a", "b", "A", "it:x/1", "or"];

    /// <summary>Every set of the tags, the empty one included.</summary>
    private static readonly string[][] TagSets =
        [.. Enumerable.Range(0, 1 << Tags.Length).Select(set => Tags.Where((_, i) => (set & (1 << i)) != 0).ToArray())];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_match_and_order_as_the_rules_do(DatabaseKind kind)
    {
        await using var store = await ResourceStore.StartAsync(kind, TagSets);
        var random = new Random(1);
        for (var i = 0; i < 150; i++)
        {
            var text = Write(random, depth: 4);
            var selector = SelectorOf(text);
            var expected = TagSets.Select((tags, index) => (Id: index + 1L, Tags: tags))
                .Where(r => selector.Matches(r.Id, $"r{r.Id}", r.Tags))
                .OrderBy(r => selector.TagsBeyond(r.Tags)).ThenBy(r => r.Id)
                .Select(r => r.Id);

            var judged = await store.Db.Resources.Matching(selector)
                .OrderByTagsBeyond(selector).ThenBy(r => r.Id)
                .Select(r => r.Id)
                .ToListAsync(Cancellation);

            Assert.True(expected.SequenceEqual(judged), text);
        }
    }

    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_take_the_longest_and_the_deepest(DatabaseKind kind)
    {
        await using var store = await ResourceStore.StartAsync(kind, TagSets);
        var deepest = string.Concat(Enumerable.Range(0, 99).Select(i => i % 2 == 0 ? "!(a && " : "!(b || ")) + "or1" + new string(')', 99);
        foreach (var text in new[] { string.Join(" or ", Enumerable.Repeat("a", 100)), deepest })
        {
            var selector = SelectorOf(text);

            var judged = await store.Db.Resources.Matching(selector).OrderByTagsBeyond(selector).CountAsync(Cancellation);

            Assert.Equal(TagSets.Count(tags => selector.Matches(0, "", tags)), judged);
        }
    }

    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_share_a_compiled_query_with_the_same_expression_of_other_tags(DatabaseKind kind)
    {
        await using var store = await ResourceStore.StartAsync(kind, TagSets);
        var before = store.CompiledQueries;

        foreach (var text in new[] { "a && !b", "b && !c", "x and not y" })
        {
            var selector = SelectorOf(text);
            await store.Db.Resources.Matching(selector).OrderByTagsBeyond(selector).ToListAsync(Cancellation);
        }

        Assert.Equal(1, store.CompiledQueries - before);
    }

    private static Selector SelectorOf(string expression) => Selector.Of(new LockResources { Expression = expression });

    private static string Write(Random random, int depth) => random.Next(depth == 0 ? 1 : 5) switch
    {
        0 => $"'{Tags[random.Next(Tags.Length)]}'",
        1 => $"!({Write(random, depth - 1)})",
        2 or 3 => $"({Write(random, depth - 1)} && {Write(random, depth - 1)})",
        _ => $"({Write(random, depth - 1)} || {Write(random, depth - 1)})",
    };
}
