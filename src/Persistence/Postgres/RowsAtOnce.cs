using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace RentABot.Persistence.Postgres;

/// <summary>
/// Saves many rows of a table by one statement, which takes each column as an array: a statement for each row costs the
/// database, and whoever writes them, several times as much.
/// </summary>
internal sealed class RowsAtOnce
{
    private readonly IEntityType _type;
    private readonly EntityState _state;
    private readonly List<(IProperty Property, string ArrayType)> _columns;
    private readonly IReadOnlyList<IProperty> _others;
    private readonly string _sql;

    private RowsAtOnce(IEntityType type, EntityState state, IReadOnlyList<IProperty> columns, Func<string, string> sql)
    {
        (_type, _state) = (type, state);
        _columns = [.. columns.Select(column => (column, ArrayTypeOf(column)))];
        _others = [.. type.GetProperties().Except(columns)];
        _sql = sql($"unnest({string.Join(", ", Enumerable.Range(1, columns.Count).Select(number => $"${number}"))})");
    }

    /// <summary>Rows that are new.</summary>
    public static RowsAtOnce Added(IEntityType type)
    {
        IReadOnlyList<IProperty> columns = [.. type.GetProperties()];
        return new RowsAtOnce(
            type, EntityState.Added, columns, values => $"INSERT INTO {type.GetTableName()} ({NamesOf(columns)}) SELECT * FROM {values}");
    }

    /// <summary>Rows in which nothing but these properties has changed; all of them are written.</summary>
    public static RowsAtOnce Changed(IEntityType type, params IEnumerable<string> properties)
    {
        var key = type.FindPrimaryKey()!.Properties.Single();
        IReadOnlyList<IProperty> changed = [.. properties.Select(name => type.FindProperty(name)!)];
        IReadOnlyList<IProperty> columns = [key, .. changed];
        var assignments = string.Join(", ", changed.Select(property => $"{property.GetColumnName()} = given.{property.GetColumnName()}"));
        var id = key.GetColumnName();
        return new RowsAtOnce(
            type,
            EntityState.Modified,
            columns,
            values => $"UPDATE {type.GetTableName()} AS stored SET {assignments} FROM {values} AS given ({NamesOf(columns)}) WHERE stored.{id} = given.{id}");
    }

    public bool Include(EntityEntry entry) =>
        entry.State == _state && entry.Metadata == _type && !_others.Any(property => entry.Property(property).IsModified);

    public NpgsqlBatchCommand CommandFor(IReadOnlyList<EntityEntry> entries)
    {
        var command = new NpgsqlBatchCommand(_sql);
        foreach (var (property, type) in _columns) command.Parameters.Add(new NpgsqlParameter { DataTypeName = type, Value = ValuesOf(property, entries) });
        return command;
    }

    private static Array ValuesOf(IProperty property, IReadOnlyList<EntityEntry> entries)
    {
        var converter = property.GetTypeMapping().Converter;
        var values = Array.CreateInstance(converter?.ProviderClrType ?? property.ClrType, entries.Count);
        for (var i = 0; i < entries.Count; i++)
        {
            var value = property.GetGetter().GetClrValue(entries[i].Entity);
            values.SetValue(converter is null ? value : converter.ConvertToProvider(value), i);
        }

        return values;
    }

    /// <summary>Without its length: a cast cuts what is longer, and the column refuses it.</summary>
    private static string ArrayTypeOf(IProperty property) => $"{property.GetColumnType().Split('(')[0]}[]";

    private static string NamesOf(IEnumerable<IProperty> columns) => string.Join(", ", columns.Select(column => column.GetColumnName()));
}
