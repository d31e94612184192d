using System.Text.Json;
using RabbitMQ.Client;
using RentABot.Chaos.Books;
using RentABot.Chaos.Clients;
using RentABot.Chaos.Cluster;
using RentABot.Chaos.Faults;
using RentABot.Chaos.History;
using RentABot.Hosting;

namespace RentABot.Chaos.Runs;

/// <summary>After the last fault and the last call: waits until nothing is due any more, and looks at what is left.</summary>
internal sealed class Ending(ChaosCluster cluster, EventListener listener)
{
    /// <summary>Every lock, wait and claim window of a run is shorter, and so is what a gateway takes back.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(75);

    private const string Due = """
        SELECT name || ': ' || count FROM (VALUES
            ('running locks', (SELECT count(*) FROM locks WHERE ended_at IS NULL)),
            ('open reservations', (SELECT count(*) FROM reservations WHERE ended_at IS NULL)),
            ('holds', (SELECT count(*) FROM holds)),
            ('resources in maintenance', (SELECT count(*) FROM resources WHERE unavailable OR unavailable_from IS NOT NULL)),
            ('events that are not published', (SELECT sequence FROM ledger_head) - (SELECT sequence FROM relay_position))
        ) AS due (name, count) WHERE count <> 0
        """;

    private static readonly string[] ResourceStatuses = ["available", "locked", "held", "unavailable"];
    private static readonly string[] ReservationStatuses = ["pending", "fulfilled", "claimed", "released", "cancelled", "expired"];

    public async Task BecomesQuietAsync()
    {
        IReadOnlyList<string> due = [];
        try
        {
            await Eventually.HoldsAsync(async () => (due = await DueAsync()).Count == 0, Patience, "everything due has happened");
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}; {string.Join(", ", due)}", late);
        }

        await IsHeardAsync();
    }

    /// <summary>Locks some resources and queues for them, so that there is something to count.</summary>
    public async Task OccupyAsync(Caller caller, IReadOnlyCollection<long> resources)
    {
        foreach (var id in resources.Take(3))
        {
            var held = await caller.AskAsync(caller.New(Operation.Lock) with { Selection = new Selection { ResourceId = id }, Ttl = Lab.Longest });
            Assert.True(held.Done, $"Resource {id} could not be locked although all was quiet.");
        }

        foreach (var tag in (string[])["arm", "arm", "x86"])
        {
            var reserved = await caller.AskAsync(caller.New(Operation.Reserve) with
            {
                Selection = new Selection { Tags = [tag], Quantity = 4 },
                Ttl = Lab.Longest,
                MaxWaitTime = Lab.Longest,
                ClaimWindow = Lab.Longest,
            });
            Assert.True(reserved.Done, $"4 of {tag} could not be reserved although all was quiet.");
        }

        await IsHeardAsync();
    }

    public async Task<QuietPeriod> ObserveAsync(IReadOnlyCollection<Injection> faults)
    {
        var totals = new List<ListTotal>();
        foreach (var gateway in cluster.Of(ServiceKind.Gateway))
        {
            foreach (var status in ResourceStatuses) totals.Add(await TotalAsync(gateway, "resources", status));
            foreach (var status in ReservationStatuses) totals.Add(await TotalAsync(gateway, "reservations", status));
        }

        var positions = new List<QueuePosition>();
        foreach (var id in await cluster.Database.ListAsync<Guid>("SELECT id FROM reservations WHERE status = 'Pending'"))
        {
            foreach (var gateway in cluster.Of(ServiceKind.Gateway))
            {
                var reservation = await gateway.Client!.ReservationAsync(id);
                positions.Add(new QueuePosition(gateway.Name, id, reservation.PositionInQueue));
            }
        }

        return new QuietPeriod { Totals = totals, Positions = positions, Remainders = [.. await ConnectionsAsync(), .. await QueuesAsync(faults)] };
    }

    private Task IsHeardAsync() => Eventually.HoldsAsync(
        async () => listener.Last == await cluster.Database.ScalarAsync<long>("SELECT sequence FROM ledger_head"),
        Patience,
        "the subscriber has heard of everything");

    private static async Task<ListTotal> TotalAsync(Node gateway, string list, string status)
    {
        var answer = await gateway.Client!.GetAsync($"{list}?status={status}&limit=1");
        return new ListTotal(gateway.Name, list, status, answer.As<JsonElement>().GetProperty("total").GetInt32());
    }

    private async Task<IEnumerable<Remainder>> ConnectionsAsync()
    {
        var remainders = new List<Remainder>();
        foreach (var node in cluster.Nodes)
        {
            // Its pool, its leases, and nothing that its earlier lives have left.
            remainders.Add(new Remainder(node.Name, "connections to the database", await CountAsync(node, "true"), Least: 1, Most: 25));
            remainders.Add(new Remainder(node.Name, "open transactions", await CountAsync(node, "state LIKE 'idle in transaction%'"), 0, 0));
            remainders.Add(new Remainder(node.Name, "connections to the broker", node.Broker.Open, Least: 1, Most: 2));
        }

        return remainders;
    }

    private Task<long> CountAsync(Node node, string condition) => cluster.Database.ScalarAsync<long>(
        $"SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = '{node.Name}' AND {condition}");

    private async Task<IEnumerable<Remainder>> QueuesAsync(IReadOnlyCollection<Injection> faults)
    {
        var remainders = new List<Remainder>();
        var poison = faults.OfType<PoisonMessage>().ToList();
        await using var connection = await Amqp.ConnectAsync(cluster.Broker);
        foreach (var command in Commands.All)
        {
            var queue = QueueNames.ForCommand(command);
            var declared = await DeclaredAsync(connection, queue);
            remainders.Add(new Remainder(queue, "consumers", declared?.ConsumerCount ?? 0, Least: 2, Most: 2));
            remainders.Add(new Remainder(queue, "messages", declared?.MessageCount ?? 0, 0, 0));

            // What nobody could read, and nothing else; twice, if its reader died in between.
            var read = poison.Count(message => message.Command == command);
            var errors = await DeclaredAsync(connection, $"{queue}_error");
            remainders.Add(new Remainder($"{queue}_error", "messages", errors?.MessageCount ?? 0, read, 2 * read));
        }

        return remainders;
    }

    private async Task<IReadOnlyList<string>> DueAsync()
    {
        var due = new List<string>(await cluster.Database.ListAsync<string>(Due));
        await using var connection = await Amqp.ConnectAsync(cluster.Broker);
        foreach (var queue in Commands.All.Select(QueueNames.ForCommand))
        {
            if (await DeclaredAsync(connection, queue) is { MessageCount: > 0 } declared)
            {
                due.Add($"{queue}: {declared.MessageCount} messages, {declared.ConsumerCount} consumers");
            }
        }

        return due;
    }

    private static async Task<QueueDeclareOk?> DeclaredAsync(IConnection connection, string queue)
    {
        // A queue that is not there closes the channel, so each question has its own.
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            return await channel.QueueDeclarePassiveAsync(queue);
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
        {
            return null;
        }
    }
}
