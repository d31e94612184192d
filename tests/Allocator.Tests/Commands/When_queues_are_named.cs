using RentABot.Allocator.Commands;
using RentABot.Hosting;

namespace RentABot.Allocator.Tests.Commands;

public sealed class When_queues_are_named
{
    [Theory]
    [InlineData(typeof(LockResources), "rentabot-lock-resources")]
    [InlineData(typeof(UnlockBatch), "rentabot-unlock-batch")]
    [InlineData(typeof(MarkUnavailable), "rentabot-mark-unavailable")]
    public void Should_follow_the_commands_name(Type command, string expected) => Assert.Equal(expected, QueueNames.ForCommand(command));

    [Fact]
    public void Should_have_a_name_of_its_own_for_every_command()
    {
        var commands = typeof(LockResources).Assembly.GetTypes().Where(t => CommandTable.ByName(t.Name) is not null).ToList();

        Assert.Equal(21, commands.Count);
        Assert.Equal(commands.Count, commands.Select(QueueNames.ForCommand).Distinct().Count());
    }

    [Fact]
    public void Should_have_a_place_in_the_table_for_every_command_that_has_a_result()
    {
        var answered = typeof(LockResources).Assembly.GetTypes()
            .Where(t => t.Name.EndsWith("Result", StringComparison.Ordinal))
            .Select(t => t.Name[..^"Result".Length]);

        Assert.All(answered.Except([nameof(CommandBatch)]), name => Assert.NotNull(CommandTable.ByName(name)));
    }
}
