using RentABot.Hosting;

namespace RentABot.Standalone.Tests;

public sealed class When_a_descriptor_is_looked_for : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("rentabot-test-");

    private string Work => Path.Combine(_root.FullName, "work");

    private string Home => Path.Combine(_root.FullName, "home");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void Should_take_what_is_named_before_all_else()
    {
        Write("work/.rentabot.yaml");
        var named = Write("work/named.yaml");
        Assert.Equal(named, Find(configPath: "named.yaml"));
    }

    [Fact]
    public void Should_search_the_usual_places_in_their_order()
    {
        var variable = Write("variable.yaml");
        Assert.Equal(variable, Find(variable: variable));
        var home = Write("home/.rentabot/config.yaml");
        Assert.Equal(home, Find(variable: variable));
        var visible = Write("work/rentabot.yaml");
        Assert.Equal(visible, Find(variable: variable));
        var hidden = Write("work/.rentabot.yaml");
        Assert.Equal(hidden, Find(variable: variable));
    }

    [Fact]
    public void Should_find_none_where_there_is_none() => Assert.Null(Find());

    [Fact]
    public void Should_refuse_a_named_file_that_is_missing()
    {
        Assert.Contains("--config", Assert.Throws<SettingsException>(() => Find(configPath: "missing.yaml")).Message, StringComparison.Ordinal);
        var refused = Assert.Throws<SettingsException>(() => Find(variable: "missing.yaml"));
        Assert.Contains(DescriptorSearch.Variable, refused.Message, StringComparison.Ordinal);
    }

    private string? Find(string? configPath = null, string? variable = null)
    {
        Directory.CreateDirectory(Work);
        return DescriptorSearch.Find(configPath, Work, Home, variable);
    }

    private string Write(string relative)
    {
        var path = Path.Combine(_root.FullName, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "a: {}\n");
        return path;
    }
}
