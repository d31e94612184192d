using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using RentABot.Persistence.Archives;
using RentABot.Persistence.Tests.Databases;

namespace RentABot.Persistence.Tests.Archives;

public sealed class When_an_archive_is_damaged
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_refuse_every_entry_with_a_changed_byte() =>
        await RefuseEachAsync(path => EntriesOf(path).Select(name => (Action)(() => Edit(path, name, bytes =>
        {
            bytes[bytes.Length / 2] ^= 1;
            return bytes;
        }))));

    [Fact]
    public async Task Should_refuse_it_cut_off_anywhere() =>
        await RefuseEachAsync(path => Enumerable.Range(0, 20).Select(part => (Action)(() =>
        {
            using var file = File.OpenWrite(path);
            file.SetLength(file.Length * part / 20);
        })));

    [Fact]
    public async Task Should_refuse_it_without_one_of_its_entries() =>
        await RefuseEachAsync(path => EntriesOf(path).Select(name => (Action)(() => Edit(path, name, _ => null))));

    [Fact]
    public async Task Should_refuse_one_entry_more() =>
        await RefuseEachAsync(path => [() => Edit(path, "tables/more.jsonl", _ => [])]);

    [Fact]
    public async Task Should_refuse_a_newer_version() =>
        await RefuseEachAsync(path =>
        [
            () =>
            {
                byte[] manifest = [];
                Edit(path, "manifest.json", bytes => manifest = Encoding.UTF8.GetBytes(
                    Encoding.UTF8.GetString(bytes).Replace("\"format_version\":1", "\"format_version\":2", StringComparison.Ordinal)));
                Edit(path, "manifest.sha256", _ => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(manifest))));
            },
        ], message: "version 2");

    [Fact]
    public async Task Should_refuse_another_kind_of_file() =>
        await RefuseEachAsync(path => [() => File.WriteAllText(path, "resources: []")]);

    /// <summary>Each damage is done to a fresh copy of a good archive, which is restored over what is there.</summary>
    private static async Task RefuseEachAsync(Func<string, IEnumerable<Action>> damages, string message = "")
    {
        await using var database = await ArchiveDatabase.CreateAsync(DatabaseKind.Sqlite);
        await SomeState.AddAsync(database);
        var path = await database.BackUpAsync();
        var good = await File.ReadAllBytesAsync(path, Cancellation);
        var rows = await database.ReadRowsAsync();
        foreach (var damage in damages(path).ToList())
        {
            await File.WriteAllBytesAsync(path, good, Cancellation);
            damage();
            var refusal = await Assert.ThrowsAsync<ArchiveException>(() => database.RestoreAsync(path, replace: true));
            Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        }

        Assert.Equal(rows, await database.ReadRowsAsync());
    }

    private static List<string> EntriesOf(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        return [.. zip.Entries.Select(entry => entry.FullName)];
    }

    /// <summary>Puts an entry into a new zip, or leaves it out.</summary>
    private static void Edit(string path, string name, Func<byte[], byte[]?> edit)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Update);
        using var content = new MemoryStream();
        if (zip.GetEntry(name) is { } entry)
        {
            using (var stream = entry.Open()) stream.CopyTo(content);
            entry.Delete();
        }

        if (edit(content.ToArray()) is not { } edited) return;
        using var written = zip.CreateEntry(name).Open();
        written.Write(edited);
    }
}
