using RentABot.Cli.Running;

namespace RentABot.Cli.Tests;

/// <summary>Of the signals that reach the program, the command that it runs gets those that come once it is there.</summary>
public sealed class When_signals_are_passed_on
{
    [Fact]
    public void Should_keep_one_for_a_command_that_is_starting()
    {
        using var interrupts = new Interrupts();
        var sender = new Thread(() => interrupts.Take(Child.Interrupt));
        var received = new List<(string Receiver, int Number)>();

        interrupts.PassTo(
            () =>
            {
                sender.Start();
                SpinWait.SpinUntil(() => sender.ThreadState is ThreadState.WaitSleepJoin or ThreadState.Stopped);
                return "command";
            },
            (receiver, number) => received.Add((receiver, number)));
        sender.Join();

        Assert.Equal([("command", Child.Interrupt)], received);
        Assert.Null(interrupts.Signal);
    }

    [Fact]
    public void Should_keep_none_for_itself_while_a_command_runs()
    {
        using var interrupts = new Interrupts();
        var received = new List<int>();
        interrupts.PassTo(() => "command", (_, number) => received.Add(number));
        interrupts.Take(Child.Interrupt);
        interrupts.PassNoMore();
        interrupts.Take(Child.Terminate);

        Assert.Equal([Child.Interrupt], received);
        Assert.Equal(Child.Terminate, interrupts.Signal);
    }
}
