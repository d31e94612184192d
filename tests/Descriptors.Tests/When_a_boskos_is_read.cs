using static RentABot.Descriptors.Tests.Reading;

namespace RentABot.Descriptors.Tests;

public sealed class When_a_boskos_is_read
{
    [Fact]
    public void Should_carry_over_names_and_pools()
    {
        var descriptor = Read("boskos", Sample.Read("boskos"));
        Assert.False(descriptor.Errors.Any, descriptor.Errors.ToString());
        Assert.Equal(
            [("gce-project", 60), ("aws-account", 40), ("gpu-project", 20), ("vpc-slot", 25), ("gke-e2e-test", 15)],
            descriptor.Resources.GroupBy(r => Assert.Single(r.Tags)).Select(group => (group.Key, group.Count())));
        Assert.Equal("gce-project-01", descriptor.Resources[0].Name);
        Assert.Equal(Enumerable.Range(1, 25).Select(i => $"vpc-slot-{i}"), descriptor.Resources.Where(r => r.Tags[0] == "vpc-slot").Select(r => r.Name));
        Assert.Equal(160, descriptor.Resources.Select(r => r.Name).Distinct().Count());
    }

    [Fact]
    public void Should_list_all_that_has_no_place() => Assert.Equal(
        [
            "line 4: gce-project: state dirty left out: an imported resource is free",
            "line 110: gpu-project: state dirty left out: an imported resource is free",
            "line 134: vpc-slot: min-count 10 left out: all 25 of max-count are there at any time",
            "line 136: vpc-slot: lifespan left out",
            "line 138: gke-e2e-test: state dirty left out: an imported resource is free",
            "line 139: gke-e2e-test: min-count 5 left out: all 15 of max-count are there at any time",
            "line 141: gke-e2e-test: needs, config left out",
        ],
        Read("boskos", Sample.Read("boskos")).Warnings);

    [Fact]
    public void Should_go_by_the_names_where_there_are_names()
    {
        var descriptor = Read("boskos", "resources:\n- type: a\n  names: [x]\n  min-count: 1\n  max-count: 9\n");
        Assert.Equal("x", Assert.Single(descriptor.Resources).Name);
        Assert.Equal(["line 4: a: min-count, max-count left out"], descriptor.Warnings);
    }

    [Theory]
    [InlineData("x: 1\n", "file: line 1: there is no list resources")]
    [InlineData("resources:\n- state: free\n", "file: line 2: an entry has no type")]
    [InlineData("resources:\n- type: a\n", "a: line 2: there are no names, and max-count is not 1–10000")]
    [InlineData("resources:\n- type: a\n  max-count: 0\n", "a: line 3: there are no names, and max-count is not 1–10000")]
    [InlineData("resources:\n- type: a\n  max-count: 2000000000\n", "a: line 3: there are no names, and max-count is not 1–10000")]
    [InlineData("resources:\n- type: a\n  names: x\n", "a: line 3: names must be a list of names")]
    [InlineData("resources:\n- type: a\n  names: [x, x]\n", "x: line 3: is on line 3 already")]
    [InlineData("resources:\n- type: a\n  max-count: 2\n- type: b\n  names:\n  - a-2\n", "a-2: line 6: is on line 2 already")]
    public void Should_name_the_line_of_what_is_wrong(string text, string error) => Assert.Equal([error], Errors("boskos", text));
}
