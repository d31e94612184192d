using System.Text.RegularExpressions;
using RentABot.TestServers;

namespace RentABot.Standalone.Tests;

/// <summary>What is not run is known by name, and what it speaks of is there.</summary>
public sealed partial class When_commands_of_the_documentation_are_left_out
{
    /// <summary>Of these, <c>console</c> and <c>sh</c> are commands.</summary>
    private static readonly string[] Languages = ["console", "sh", "text", "yaml", "json", "python", "groovy", "mermaid"];

    private static readonly IReadOnlyList<(string Where, string Command, LeftOut Kind)> Commands =
    [
        .. from page in Documentation.Pages
           from step in PageStep.Of(page)
           let kind = LeftOut.Of(step.Command)
           where kind is not null
           select ($"{page}:{step.Line}", step.Command, kind!),
    ];

    [Fact]
    public void Should_say_of_every_block_what_it_is() =>
        Assert.Equal(
            [],
            from page in Documentation.Pages
            from block in PageBlock.Of(page)
            where !Languages.Contains(block.Language)
            select $"{page}:{block.Line}: '{block.Language}'");

    [Fact]
    public void Should_leave_out_nothing_that_no_page_has()
    {
        Assert.Equal([], LeftOut.All.Except(Commands.Select(command => command.Kind)).Select(kind => kind.Words));
        Assert.All(LeftOut.Pages.Keys, page => Assert.NotEmpty(PageStep.Of(page)));
    }

    [Fact]
    public void Should_show_no_answer_that_nobody_compares() =>
        Assert.Equal(
            [],
            from page in Documentation.Pages
            from step in PageStep.Of(page)
            where step.Answer?.Length > 0 && LeftOut.Of(step.Command) is not null
            select $"{page}:{step.Line}: {step.Command}");

    /// <summary>Those of the commands, and those that do the same in a test.</summary>
    [Fact]
    public void Should_name_what_is_there() =>
        Assert.Equal(
            [],
            from text in Commands.Select(one => $"{one.Where}: {one.Command}").Concat(LeftOut.All.Select(kind => kind.Why)).Concat(LeftOut.Pages.Values)
            from Match file in Files().Matches(text)
            where !Path.Exists(Repository.PathOf(file.Value))
            select $"{text}: {file.Value}");

    [Fact]
    public void Should_use_options_that_the_program_knows() =>
        Assert.Equal(
            [],
            from command in Commands
            where command.Kind.Program is not null
            let program = SourceOf(command.Kind.Program!)
            from Match option in Options().Matches(command.Command[command.Command.IndexOf(command.Kind.Words, StringComparison.Ordinal)..])
            where option.Index >= command.Kind.Words.Length && !program.Contains(option.Value, StringComparison.Ordinal)
            select $"{command.Where}: {option.Value}");

    [Fact]
    public void Should_speak_of_services_that_the_compose_file_has() =>
        Assert.Equal(
            [],
            from command in Commands
            where command.Command.StartsWith("docker compose", StringComparison.Ordinal)
            from Match service in Services().Matches(command.Command)
            from Capture name in service.Groups["name"].Captures
            where !File.ReadAllText(Repository.PathOf("docker-compose.yml")).Contains($"\n  {name.Value}:\n", StringComparison.Ordinal)
            select $"{command.Where}: {name.Value}");

    [Fact]
    public void Should_make_images_that_the_dockerfile_has() =>
        Assert.Equal(
            [],
            from command in Commands
            from Match target in Targets().Matches(command.Command)
            where !File.ReadAllText(Repository.PathOf("Dockerfile")).Contains($" AS {target.Groups[1].Value}\n", StringComparison.Ordinal)
            select $"{command.Where}: {target.Value}");

    /// <summary>A file or folder of the working copy, named from its top.</summary>
    [GeneratedRegex(@"(?<=^|[\s""'=:`(]|\./|\$PWD/)(?:test\.sh|Dockerfile|docker-compose\.yml|(?:bench|clients|deploy|docs|examples|helm|integrations|k8s|samples|src|tests)/[\w./-]*\w)")]
    private static partial Regex Files();

    [GeneratedRegex("(?<= )--[a-z][a-z-]*")]
    private static partial Regex Options();

    [GeneratedRegex(@"--scale (?<name>\w+)=|up( --[a-z]+)*( (?<name>\w+))+$|run( --[a-z-]+( ""[^""]*"")?)* (?<name>\w+)")]
    private static partial Regex Services();

    [GeneratedRegex(@"--target (\w+)")]
    private static partial Regex Targets();

    private static string SourceOf(string program)
    {
        var path = Repository.PathOf(program);
        return Directory.Exists(path)
            ? string.Concat(Directory.EnumerateFiles(path, "*.*", SearchOption.AllDirectories)
                .Where(file => Path.GetExtension(file) is ".cs" or ".py" && !file.Contains("/obj/", StringComparison.Ordinal))
                .Select(File.ReadAllText))
            : File.ReadAllText(path);
    }
}
