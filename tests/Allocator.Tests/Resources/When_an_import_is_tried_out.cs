using System.Text;
using Microsoft.EntityFrameworkCore;
using RentABot.Allocator.Operations.Descriptors;
using RentABot.Allocator.Resources;
using RentABot.Descriptors;
using RentABot.Persistence.Resources;

namespace RentABot.Allocator.Tests.Resources;

public sealed class When_an_import_is_tried_out
{
    private const int DefaultMaxLockDuration = 86_400;

    private static readonly string[] Texts = ["", "board", "a: b #c", "é😀", "two\nlines", "null", "'q\""];
    private static readonly string[] Tags = ["arm", "x86", "k=v", "lab/1"];

    [Fact]
    public async Task Should_say_what_the_import_then_does()
    {
        await using var host = await AllocatorHost.StartAsync();
        var random = new Random(20300202);
        for (var round = 0; round < 60; round++)
        {
            var import = AnyImport(random);
            var before = await DescriptionsAsync(host);
            if (before.Count > 0 && round % 3 == 0) await host.DecideAsync(Ask.Lock(Tags[random.Next(Tags.Length)]));
            var snapshots = await host.ReadAsync(db => db.ResourceSnapshots().ToListAsync());

            var (said, lines) = ImportDryRun.Describe(ImportPlan.Of(snapshots, import), DefaultMaxLockDuration);
            var done = await host.DoAsync<ImportResourcesResult>(import);
            var after = await DescriptionsAsync(host);

            Assert.Equivalent(done, said, strict: true);
            Assert.Equal(after.Keys.Except(before.Keys).Order(), Named(lines, '+'));
            Assert.Equal(before.Keys.Except(after.Keys).Order(), Named(lines, '-'));
            Assert.Equal(before.Keys.Where(name => after.TryGetValue(name, out var now) && now != before[name]).Order(), Named(lines, '~'));
            Assert.Equal(done.Skipped, Named(lines, '!'));
        }
    }

    [Fact]
    public async Task Should_find_nothing_to_do_in_what_was_exported()
    {
        await using var host = await AllocatorHost.StartAsync();
        var random = new Random(20300203);
        for (var round = 0; round < 30; round++)
        {
            await host.DoAsync<ImportResourcesResult>(AnyImport(random));
            var text = DescriptorWriter.Write(await host.ReadAsync(db => db.ResourceDescriptions().ToListAsync()));
            var descriptor = DescriptorReader.Read(Encoding.UTF8.GetBytes(text), isJson: false);
            Assert.Empty(descriptor.Warnings);

            var again = await host.DoAsync<ImportResourcesResult>(new ImportResources { Resources = descriptor.Resources, Prune = true });

            Assert.Equal((0, 0, descriptor.Resources.Count, 0, 0), (again.Created, again.Updated, again.Unchanged, again.Pruned, again.Skipped.Count));
        }
    }

    [Fact]
    public async Task Should_tell_the_old_and_the_new_of_each_field_in_one_line_each()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.DoAsync<ImportResourcesResult>(Import(false, new ResourceDescription { Name = "a", Description = "x\n\u001b[2J", Tags = ["arm"], MaxLockDuration = 60 }));
        var snapshots = await host.ReadAsync(db => db.ResourceSnapshots().ToListAsync());

        var (_, lines) = ImportDryRun.Describe(ImportPlan.Of(snapshots, Import(false, new ResourceDescription { Name = "a", Endpoint = "e" })), DefaultMaxLockDuration);

        Assert.Equal(
            [@"~ a  description: 'x\n\u001b[2J' → ''", "~ a  endpoint: '' → 'e'", "~ a  tags: 'arm' → ''", "~ a  max_lock_duration: '60' → '86400'"],
            lines);
    }

    [Fact]
    public async Task Should_name_the_operator_once_it_is_done()
    {
        await using var host = await AllocatorHost.StartAsync();

        await ImportRun.RunAsync(host.Services, Import(false, new ResourceDescription { Name = "a" }), TestContext.Current.CancellationToken);

        var registered = Assert.Single(await host.ReadAsync(db => db.Events.AsNoTracking().ToListAsync()));
        Assert.Equal($"cli:{Environment.UserName}", registered.Actor);
    }

    private static IEnumerable<string> Named(IReadOnlyList<string> lines, char mark) =>
        lines.Where(line => line[0] == mark).Select(line => line[2..].Split("  ")[0]).Distinct();

    /// <summary>Each resource as one text, to be compared.</summary>
    private static async Task<Dictionary<string, string>> DescriptionsAsync(AllocatorHost host) =>
        (await host.ReadAsync(db => db.ResourceDescriptions().ToListAsync())).ToDictionary(r => r.Name, r => DescriptorWriter.Write([r]));

    private static ImportResources AnyImport(Random random)
    {
        var names = Enumerable.Range(0, 9).Where(_ => random.Next(2) == 0).DefaultIfEmpty(0).Select(i => $"r{i}");
        return Import(random.Next(2) == 0, [.. names.Select(name => new ResourceDescription
        {
            Name = name,
            Description = Texts[random.Next(Texts.Length)],
            Endpoint = random.Next(3) == 0 ? Texts[random.Next(Texts.Length)] : "",
            Tags = [.. Tags.Where(_ => random.Next(2) == 0)],
            MaxLockDuration = random.Next(3) == 0 ? random.Next(1, 4) * 3600 : null,
        })]);
    }

    private static ImportResources Import(bool prune, params ResourceDescription[] resources) => new() { Resources = resources, Prune = prune };
}
