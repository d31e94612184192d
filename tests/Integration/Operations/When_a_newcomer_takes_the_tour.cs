namespace RentABot.Integration.Operations;

public sealed class When_a_newcomer_takes_the_tour
{
    [Fact]
    public async Task Should_see_on_three_services_what_the_readme_shows()
    {
        await using var deployment = await Deployment.CreateAsync();
        await deployment.LaunchAsync(ServiceKind.Allocator);
        await deployment.LaunchAsync(ServiceKind.Scheduler);
        var gateway = await deployment.LaunchAsync(
            ServiceKind.Gateway, ("Gateway:DescriptorPath", Path.Combine(Solution.Directory, "samples", "kernelci-labs.yaml")));
        await ConsolePage.HoldsAsync("README.md", gateway.Url, TestContext.Current.CancellationToken);
    }
}
