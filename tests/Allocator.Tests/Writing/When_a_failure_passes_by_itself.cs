using RentABot.Allocator.Writing;

namespace RentABot.Allocator.Tests.Writing;

public sealed class When_a_failure_passes_by_itself
{
    [Fact]
    public void Should_tell_a_broken_connection_from_a_mistake()
    {
        var mistake = Assert.Throws<NullReferenceException>(() => default(string)!.Length);
        Assert.False(TransientFailures.Include(new InvalidOperationException("wrapped", mistake)));
        mistake.Source = "Npgsql";
        Assert.True(TransientFailures.Include(new InvalidOperationException("wrapped", mistake)));
    }
}
