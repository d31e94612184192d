using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace RentABot.Persistence.Saving;

/// <summary>Rows of a table that are all new, or in all of which the same columns are written.</summary>
internal sealed class RowKind
{
    private readonly IEntityType _type;
    private readonly EntityState _state;
    private readonly IReadOnlyList<IProperty> _others;

    private RowKind(IEntityType type, EntityState state, IReadOnlyList<IProperty> columns)
    {
        (_type, _state, Columns) = (type, state, columns);
        _others = [.. type.GetProperties().Except(columns)];
    }

    public string Table => _type.GetTableName()!;

    public bool IsNew => _state == EntityState.Added;

    /// <summary>All that are written; of rows that are there already, the key comes first.</summary>
    public IReadOnlyList<IProperty> Columns { get; }

    public IProperty Key => Columns[0];

    /// <summary>Rows that are new.</summary>
    public static RowKind Added(IEntityType type) => new(type, EntityState.Added, [.. type.GetProperties()]);

    /// <summary>Rows in which nothing but these properties has changed; all of them are written.</summary>
    public static RowKind Changed(IEntityType type, params IEnumerable<string> properties) => new(
        type,
        EntityState.Modified,
        [type.FindPrimaryKey()!.Properties.Single(), .. properties.Select(name => type.FindProperty(name)!)]);

    public bool Include(EntityEntry entry) =>
        entry.State == _state && entry.Metadata == _type && !_others.Any(property => entry.Property(property).IsModified);

    /// <summary>
    /// It is in the database as it is here. Without its new values for original ones, what was changed would become what
    /// it was.
    /// </summary>
    public void Accept(EntityEntry entry)
    {
        if (!IsNew)
        {
            foreach (var property in Columns.Skip(1).Select(entry.Property)) property.OriginalValue = property.CurrentValue;
        }

        entry.State = EntityState.Unchanged;
    }

    /// <summary>As the database's driver takes it.</summary>
    public static object? ValueOf(IProperty property, EntityEntry entry)
    {
        var value = property.GetGetter().GetClrValue(entry.Entity);
        return property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value;
    }
}
