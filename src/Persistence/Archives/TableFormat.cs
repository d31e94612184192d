using System.Text.Json;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace RentABot.Persistence.Archives;

/// <summary>
/// A table as the model has it. Its rows are written by the columns' names and the entity's own types, so that an archive
/// is the same whichever database it came from.
/// </summary>
internal abstract class TableFormat
{
    private readonly Dictionary<string, IProperty> _columns;

    protected TableFormat(IEntityType entity)
    {
        Entity = entity;
        Name = entity.GetTableName()!;
        _columns = entity.GetProperties().ToDictionary(property => property.GetColumnName(), StringComparer.Ordinal);
    }

    public IEntityType Entity { get; }

    public string Name { get; }

    /// <summary>
    /// All tables of the model, each after those that it refers to, but for the keys of cookies: they are no data, and a backup
    /// that anybody finds must not open a session.
    /// </summary>
    public static IReadOnlyList<TableFormat> Of(RentABotDbContext db)
    {
        var ordered = new List<IEntityType>();
        var kept = db.Model.GetEntityTypes().Where(entity => entity.ClrType != typeof(DataProtectionKey));
        foreach (var entity in kept.OrderBy(entity => entity.GetTableName(), StringComparer.Ordinal)) Visit(entity);
        return [.. ordered.Select(Create)];

        void Visit(IEntityType entity)
        {
            if (ordered.Contains(entity)) return;
            foreach (var key in entity.GetForeignKeys().Where(key => key.PrincipalEntityType != entity)) Visit(key.PrincipalEntityType);
            ordered.Add(entity);
        }
    }

    public abstract IAsyncEnumerable<object> ReadAsync(RentABotDbContext db);

    public abstract Task<bool> AnyAsync(RentABotDbContext db, CancellationToken cancellationToken);

    public abstract Task DeleteAsync(RentABotDbContext db, CancellationToken cancellationToken);

    public byte[] Write(object row) => JsonSerializer.SerializeToUtf8Bytes(
        _columns.ToDictionary(column => column.Key, column => column.Value.PropertyInfo!.GetValue(row)), ArchiveFormat.Json);

    /// <summary>A column that the row does not have is left as the entity begins: it is younger than the archive.</summary>
    public object Parse(string line)
    {
        var row = Activator.CreateInstance(Entity.ClrType)!;
        using var document = JsonDocument.Parse(line);
        foreach (var member in document.RootElement.EnumerateObject())
        {
            if (!_columns.TryGetValue(member.Name, out var property)) throw new ArchiveException($"{Name}: there is no column {member.Name}");
            property.PropertyInfo!.SetValue(row, Read(member, property));
        }

        return row;
    }

    private object? Read(JsonProperty member, IProperty property) =>
        member.Value.Deserialize(property.ClrType, ArchiveFormat.Json) is { } value ? value
        : property.IsNullable ? null
        : throw new ArchiveException($"{Name}: {member.Name} is missing in a row");

    private static TableFormat Create(IEntityType entity) =>
        (TableFormat)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(entity.ClrType), entity)!;

    private sealed class Typed<T>(IEntityType entity) : TableFormat(entity)
        where T : class
    {
        public override IAsyncEnumerable<object> ReadAsync(RentABotDbContext db) => db.Set<T>().AsNoTracking().AsAsyncEnumerable();

        public override Task<bool> AnyAsync(RentABotDbContext db, CancellationToken cancellationToken) => db.Set<T>().AnyAsync(cancellationToken);

        public override Task DeleteAsync(RentABotDbContext db, CancellationToken cancellationToken) =>
            db.Set<T>().ExecuteDeleteAsync(cancellationToken);
    }
}
