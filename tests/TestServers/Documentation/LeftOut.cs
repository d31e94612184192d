namespace RentABot.TestServers;

/// <summary>Commands of the documentation that are not run as the pages are: each kind by its first words, and why.</summary>
/// <param name="Words">What the command begins with, behind what it sets for itself alone.</param>
/// <param name="Why">What it takes, and which test does it instead.</param>
/// <param name="Program">The file or folder that knows the options, where it is one of the repository.</param>
public sealed record LeftOut(string Words, string Why, string? Program = null)
{
    private const string Docker =
        "a Docker daemon; deploy/test-images.sh runs what is in the images, deploy/test-compose.sh checks docker-compose.yml";
    private const string Cluster = "a cluster; deploy/test-manifests.sh renders the chart and has helm install it into a stand-in of one";
    private const string Python = "tools of Python; clients/python/test.sh installs the package and runs its plugin";
    private const string Ansible = "ansible-core; integrations/ansible/test.sh builds and installs the collection";
    private const string Bus = "a broker; tests/Integration/Bus/When_the_examples_run.cs runs it on one";
    private const string Services = "a build, RabbitMQ and PostgreSQL; tests/Support/Deployment.cs starts what was built";
    private const string Native = "a linker and minutes; tests/native-cli.sh makes the file and runs it";
    private const string Measures = "half an hour of the whole machine; it is a measurement";

    public static IReadOnlyList<LeftOut> All { get; } =
    [
        new("docker", Docker),
        new("helm", "a cluster; deploy/manifests/documentation.test.mjs runs it on the stand-in of one"),
        new("kubectl", Cluster),
        new("gh attestation verify", "GitHub, and a released image"),
        new("psql", "an administrator of PostgreSQL; deploy/test-programs.sh runs deploy/postgres/roles.sql"),
        new("install --owner 1654", "root, and the keys of a lab"),
        new("pip install", Python),
        new("pytest", Python),
        new("ansible-galaxy", Ansible),
        new("python3 examples/bus/lock.py", Bus, "examples/bus/lock.py"),
        new("python3 examples/bus/subscribe.py", Bus, "examples/bus/subscribe.py"),
        new(
            "python3 examples/webhooks/receiver.py",
            "a port of its own; tests/Scheduler.Tests/Webhooks/When_the_example_receives.cs runs it",
            "examples/webhooks/receiver.py"),
        new("eval \"$(rentabot completion bash)\"", "bash; tests/Cli.Tests/When_a_shell_completes.cs has each shell complete"),
        new("dotnet build src/Cli --output", "a minute; tests/Cli.Tests/CliRun.cs starts what was built, as these pages do"),
        new("src/Cli/publish.sh", Native, "src/Cli/publish.sh"),
        new("install -m 755 artifacts/cli/", Native),
        new("git clone", "the network"),
        new("cd rent-a-bot", "what git clone makes; every page runs in a clone"),
        new("dotnet publish src/Standalone", "minutes, and /opt; the Dockerfile publishes the same"),
        new(
            "/opt/rent-a-bot/RentABot.Standalone",
            "the program in /opt; tests/Standalone.Tests/When_the_program_runs.cs starts what was built",
            "src/Standalone"),
        new("dotnet run --project src/Standalone --", "a build; tests/Standalone.Tests starts what was built", "src/Standalone"),
        new(
            "dotnet run --project src/Allocator --",
            "a build; tests/Allocator.Tests/Resources/When_resources_are_imported.cs imports into PostgreSQL",
            "src/Allocator"),
        new("dotnet run --project src/Allocator", Services, "src/Allocator"),
        new("dotnet run --project src/Scheduler", Services, "src/Scheduler"),
        new("dotnet run --project src/Gateway", Services, "src/Gateway"),
        new("dotnet run --project bench/Planner", Measures),
        new("dotnet tool install", "the network, and it changes the machine"),
        new("dotnet ef migrations add", "a tool that is not there, and it changes the working copy"),
        new("bench/startup.sh", Measures, "bench/startup.sh"),
        new("bench/run.sh", Measures, "bench/run.sh"),
        new("tests/Chaos/run.sh", "half an hour; tests/Chaos has a short form", "tests/Chaos/run.sh"),
        new("integrations/test.sh", "minutes; it is itself a test", "integrations/test.sh"),
        new("./test.sh", "this test is a part of it", "test.sh"),
    ];

    /// <summary>Pages whose blocks another test takes from the page and runs in their own surroundings.</summary>
    public static IReadOnlyDictionary<string, string> Pages { get; } = new Dictionary<string, string>
    {
        ["integrations/sh/README.md"] = "integrations/sh/rentabot.test.mjs",
    };

    /// <summary>The kind of a command, if it is left out.</summary>
    public static LeftOut? Of(string command)
    {
        var words = command.Split(' ').SkipWhile(word => word.Contains('=', StringComparison.Ordinal));
        var begins = string.Join(' ', words);
        return All.FirstOrDefault(one => begins.StartsWith(one.Words, StringComparison.Ordinal));
    }
}
