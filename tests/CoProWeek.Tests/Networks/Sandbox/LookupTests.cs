using System.Text.Json.Nodes;

namespace CoProWeek.Tests.Networks.Sandbox;

public sealed class LookupTests
{
    [Fact]
    public async Task What_is_missing_is_named_beside_what_is_there()
    {
        await using var x = await Practice.StartAsync();
        var (here, gone) = (await x.PostAsync("Here"), await x.PostAsync("Gone"));
        await x.SendAsync(HttpMethod.Delete, $"/2/tweets/{gone}", null);

        var seen = await x.GetAsync($"/2/tweets?ids={here},{gone},12345&expansions=author_id");

        Assert.Equal(200, seen.Status);
        Assert.Equal([here], seen.Ids);
        var errors = (JsonArray)seen.Body!["errors"]!;
        Assert.Equal([gone, "12345"], errors.Select(error => (string)error!["resource_id"]!));
        Assert.Equal("Not Found Error", (string?)errors[0]!["title"]);
        Assert.Equal("tweet", (string?)errors[0]!["resource_type"]);
        Assert.EndsWith("/resource-not-found", (string?)errors[0]!["type"], StringComparison.Ordinal);
        Assert.Equal("ScotCoPro", (string?)seen.Body!["includes"]!["users"]![0]!["username"]);
    }

    [Fact]
    public async Task All_missing_is_200_without_data()
    {
        await using var x = await Practice.StartAsync();

        var seen = await x.GetAsync("/2/tweets?ids=1,2");

        Assert.Equal(200, seen.Status);
        Assert.Null(seen.Body!["data"]);
    }

    [Theory]
    [InlineData(100, 200)]
    [InlineData(101, 400)]
    public async Task A_hundred_ids_is_the_most(int count, int status)
    {
        await using var x = await Practice.StartAsync();

        Assert.Equal(status, (await x.GetAsync($"/2/tweets?ids={string.Join(',', Enumerable.Range(1, count))}")).Status);
    }
}
