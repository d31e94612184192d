namespace RentABot.Chaos.Checking.Bugs;

public sealed class When_an_event_is_not_written
{
    [Fact]
    public async Task Should_find_the_gap()
    {
        await using var trial = await Trial.StartAsync();
        var resource = await trial.RegisterAsync("board", "arm");
        await trial.Database.ExecuteAsync(
            """
            CREATE FUNCTION forget() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN DELETE FROM events WHERE sequence = NEW.sequence; RETURN NULL; END $$;
            CREATE TRIGGER forget AFTER INSERT ON events FOR EACH ROW WHEN (NEW.type = 'LockReleased') EXECUTE FUNCTION forget()
            """);
        var client = trial.Client("client");
        await client.UnlockAsync((await client.LockAsync(resource))!);
        await client.LockAsync(resource);

        var found = await trial.EndAsync();
        Assert.Equal([EventLogRule.Name], found.Select(violation => violation.Rule).Distinct());
    }
}
