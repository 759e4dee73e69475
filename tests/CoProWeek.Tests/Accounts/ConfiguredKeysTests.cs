using CoProWeek.Accounts;
using CoProWeek.Networks.X;
using CoProWeek.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CoProWeek.Tests.Accounts;

/// <summary>Keys as they stand in a configuration, bound and checked as the app does it.</summary>
public sealed class ConfiguredKeysTests
{
    [Fact]
    public void A_handle_is_found_in_any_case_with_or_without_its_sign()
    {
        var keys = Bound(("X:Accounts:ScotCoPro:OAuth2Token", "one")).GetRequiredService<ConfiguredKeys>();

        Assert.Equal("one", Token(keys.For("scotcopro")));
        Assert.Equal("one", Token(keys.For("@SCOTCOPRO")));
        Assert.Null(keys.For("somebody"));
    }

    [Fact]
    public void The_pair_that_does_not_run_out_is_preferred()
    {
        var keys = Bound(
            ("X:ConsumerKey", "ck"), ("X:ConsumerSecret", "cs"),
            ("X:Accounts:us:AccessToken", "at"), ("X:Accounts:us:AccessTokenSecret", "as"), ("X:Accounts:us:OAuth2Token", "o2")).GetRequiredService<ConfiguredKeys>();

        var pair = Assert.IsType<Keys.OAuth1>(keys.For("us"));
        Assert.Equal(("ck", "cs", "at", "as"), (pair.ConsumerKey.Reveal(), pair.ConsumerSecret.Reveal(), pair.Token.Reveal(), pair.TokenSecret.Reveal()));
    }

    [Fact]
    public void The_app_s_own_token_is_found_where_there_is_one()
    {
        Assert.Equal("app", Token(Bound(("X:BearerToken", "app"), ("X:Accounts:us:OAuth2Token", "o2")).GetRequiredService<ConfiguredKeys>().App));
        Assert.Null(Bound(("X:Accounts:us:OAuth2Token", "o2")).GetRequiredService<ConfiguredKeys>().App);
    }

    [Fact]
    public void A_client_secret_without_its_id_is_named()
    {
        var services = Bound(("X:ClientSecret", "one"));

        var failures = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<KeysOptions>>().Value).Failures;

        Assert.Equal("Configuration: X:ClientSecret is given without X:ClientId; the two belong together.", Assert.Single(failures));
    }

    [Fact]
    public void A_secret_may_stand_in_a_file_and_be_renewed_there()
    {
        var file = Path.Combine(TemporaryFolder.Create(), "token");
        File.WriteAllText(file, "from-file\n");
        var keys = Bound(("X:Accounts:us:OAuth2TokenFile", file)).GetRequiredService<ConfiguredKeys>();

        Assert.Equal("from-file", Token(keys.For("us")));
        File.WriteAllText(file, "renewed");
        Assert.Equal("renewed", Token(keys.For("us")));
    }

    [Fact]
    public void All_that_is_wrong_is_named_at_once_and_no_value_is()
    {
        var services = Bound(
            ("X:ConsumerKey", "secret value"), ("X:BearerToken", "secret"), ("X:BearerTokenFile", "/nowhere/bearer"),
            ("X:Accounts:us:AccessToken", "secret"), ("X:Accounts:them:OAuth2TokenFile", "/nowhere/token"));

        var failures = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<KeysOptions>>().Value).Failures.ToArray();

        Assert.Equal(
            [
                "Configuration: X:ConsumerKey holds a space or a character that no key has; copy it anew.",
                "Configuration: X:BearerToken and X:BearerTokenFile are both set; keep one.",
                "Configuration: X:ConsumerKey is given without X:ConsumerSecret; the two belong together.",
                "Configuration: X:Accounts:them:OAuth2TokenFile names /nowhere/token, which is not there or may not be read; correct the path.",
                "Configuration: X:Accounts:us:AccessToken is given without X:Accounts:us:AccessTokenSecret; the two belong together.",
            ],
            failures);
        Assert.All(failures, failure => Assert.DoesNotContain("secret value", failure));
    }

    [Fact]
    public void An_access_token_needs_the_app_s_keys()
    {
        var services = Bound(("X:Accounts:us:AccessToken", "a"), ("X:Accounts:us:AccessTokenSecret", "b"));

        var failures = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<KeysOptions>>().Value).Failures;

        Assert.Contains("X:Accounts:us:AccessToken needs X:ConsumerKey and X:ConsumerSecret beside it", Assert.Single(failures));
    }

    [Fact]
    public void The_settings_of_X_are_checked_all_at_once()
    {
        var services = Bound(("X:BaseUrl", "api.x.com"), ("X:FieldNames", "toot"), ("X:Prices:Create", "-1"));

        var failures = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<XOptions>>().Value).Failures.ToArray();

        Assert.Equal(3, failures.Length);
        Assert.Equal("Configuration: X:BaseUrl is \"api.x.com\", which is no web address; X's own is https://api.x.com.", failures[0]);
        Assert.Equal("Configuration: X:FieldNames is \"toot\"; it must be \"tweet\" or \"post\".", failures[1]);
        Assert.StartsWith("Configuration: X:Prices: The field Create must be between", failures[2]);
    }

    [Fact]
    public void The_shipped_settings_name_every_key_hold_no_secret_and_pass()
    {
        var shipped = new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json")).Build();
        var services = Bound(shipped);

        Assert.Equal((0.015m, 0.200m, 0.005m), (Prices(services).Create, Prices(services).CreateWithLink, Prices(services).AltText));
        Assert.Equal("https://api.x.com/", services.GetRequiredService<IOptions<XOptions>>().Value.BaseAddress.ToString());
        Assert.Null(services.GetRequiredService<ConfiguredKeys>().For("YourHandle"));
        Assert.All(
            typeof(KeysOptions).GetProperties().Concat(typeof(XOptions).GetProperties().Where(property => property.CanWrite)),
            property => Assert.True(shipped.GetSection($"X:{property.Name}").Exists(), property.Name));
        Assert.All(typeof(AccountTokens).GetProperties(), property => Assert.Equal("", shipped[$"X:Accounts:YourHandle:{property.Name}"]));
        Assert.All(typeof(XPrices).GetProperties(), property => Assert.NotNull(shipped[$"X:Prices:{property.Name}"]));
    }

    private static XPrices Prices(IServiceProvider services) => services.GetRequiredService<IOptions<XOptions>>().Value.Prices;

    private static string? Token(Keys? keys) => (keys as Keys.Bearer)?.Token.Reveal();

    private static IServiceProvider Bound(params (string Key, string Value)[] settings) =>
        Bound(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build());

    private static IServiceProvider Bound(IConfiguration configuration)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddConfiguration(configuration);
        return builder.AddAccounts().AddX().Services.BuildServiceProvider();
    }
}
