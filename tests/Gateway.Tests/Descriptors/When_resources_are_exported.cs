using RentABot.Contracts;
using RentABot.Descriptors;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Descriptors;

public sealed class When_resources_are_exported : GatewayTest
{
    private static readonly string[] Awkward =
    [
        "", " ", "~", "null", "NULL", "true", "No", "y", "123", "1e3", "0x10", "-", "- a", "a: b", "a #b", "#a", "'", "\"", "\\", "a\nb\n", "\r\n",
        "\t", "{a}", "[a]", "&a", "*a", "!a", "%a", "@a", "`a", "|", ">", "? a", ": a", "é😀", "\u0085\u2028", "---", "...", "<<", "=", "2030-01-01",
        "a very long line that goes on " + "and on and on and on and on and on and on and on and on and on and on and on and on and on and on",
    ];

    [Fact]
    public async Task Should_be_written_as_a_descriptor()
    {
        await Host.SeedAsync(db => db.Resources.AddRange(Samples.ResourceRow(1, "board-b", "arm", "mx8"), Samples.ResourceRow(2, "board-a")));
        using var response = await Client.ReadAsync("resources/export");
        Assert.Equal("application/yaml", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            """
            board-a:
              description: a board
              endpoint: ssh://board
              tags: ""
              max_lock_duration: 86400
            board-b:
              description: a board
              endpoint: ssh://board
              tags: arm,mx8
              max_lock_duration: 86400

            """.ReplaceLineEndings("\n"),
            await response.Content.ReadAsStringAsync(Cancelled));
    }

    [Fact]
    public async Task Should_come_back_by_an_import_as_they_were()
    {
        var rows = Awkward.Select((text, i) =>
        {
            var row = Samples.ResourceRow(i + 1, $"r{i}", "a=1", "b/c+d");
            row.Description = text;
            row.Endpoint = text;
            row.MaxLockDuration = i + 1;
            return row;
        }).ToList();
        rows.AddRange(new[] { "true", "~", "null", "12", "a:b", "#x", "é", "-", "*x", "'", "\"q\"" }.Select((name, i) => Samples.ResourceRow(500 + i, name)));
        await Host.SeedAsync(db => db.Resources.AddRange(rows));
        using var response = await Client.ReadAsync("resources/export");
        var bytes = await response.Content.ReadAsByteArrayAsync(Cancelled);

        var descriptor = DescriptorReader.Read(bytes, isJson: false);
        Assert.False(descriptor.Errors.Any, descriptor.Errors.ToString());
        Assert.Empty(descriptor.Warnings);
        var read = descriptor.Resources.ToDictionary(r => r.Name);
        Assert.Equal(rows.Count, read.Count);
        Assert.All(rows, row =>
        {
            var entry = read[row.Name];
            Assert.Equal((row.Description, row.Endpoint, row.MaxLockDuration), (entry.Description, entry.Endpoint, entry.MaxLockDuration));
            Assert.Equal(row.Tags, entry.Tags);
        });
    }

    [Fact]
    public void Should_leave_out_a_maximum_that_is_not_known() =>
        Assert.DoesNotContain("max_lock_duration", DescriptorWriter.Write([new ResourceDescription { Name = "a" }]), StringComparison.Ordinal);
}
