using RentABot.Load.Report;

namespace RentABot.Load.Tests;

public sealed class When_the_section_is_written
{
    private const string Begin = "<!-- bench/run.sh writes from here -->";
    private const string End = "<!-- to here -->";

    [Fact]
    public void Should_leave_the_rest_of_the_document_as_it_was() =>
        Assert.Equal($"before\n{Begin}\n\nnew\n\n{End}\nafter\n", Written($"before\n{Begin}\nold\n{End}\nafter\n"));

    [Theory]
    [InlineData("nothing")]
    [InlineData($"{End}\n{Begin}\n")]
    public void Should_refuse_a_document_without_a_place_for_it(string document) =>
        Assert.Throws<InvalidOperationException>(() => Written(document));

    private static string Written(string document)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, document);
            DocumentSection.Replace(path, "new\n");
            return File.ReadAllText(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
