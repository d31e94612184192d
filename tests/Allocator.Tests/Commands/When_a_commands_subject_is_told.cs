using System.Reflection;
using System.Runtime.CompilerServices;
using RentABot.Allocator.Commands;

namespace RentABot.Allocator.Tests.Commands;

/// <summary>Logs, traces and the audit trail say what a command is about.</summary>
public sealed class When_a_commands_subject_is_told
{
    public static readonly TheoryData<Type> Commands =
    [
        .. typeof(LockResources).Assembly.GetTypes().Where(type => CommandTable.ByName(type.Name) is not null),
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Should_name_the_resource_or_the_reservation_that_the_command_names(Type type)
    {
        var command = RuntimeHelpers.GetUninitializedObject(type);
        var resource = Set<long?>(command, "ResourceId", 7);
        var reservation = Set<Guid?>(command, "ReservationId", Guid.Parse("01a20a54-f8ad-729d-8242-5133245ebf82"));

        Assert.Equal(new CommandSubject(resource, reservation), CommandSubject.Of(command));
    }

    /// <summary>What was set; null for a command without such a property.</summary>
    private static T? Set<T>(object command, string property, T value)
    {
        if (command.GetType().GetProperty(property, BindingFlags.Public | BindingFlags.Instance) is not { } found) return default;
        found.SetValue(command, value);
        return value;
    }
}
