using System.Text.Json;
using CoProWeek.Accounts;
using CoProWeek.Alerts;
using CoProWeek.Collecting;
using CoProWeek.Networks.X;
using CoProWeek.Publishing;
using CoProWeek.Reporting;
using CoProWeek.Tests.Support;
using CoProWeek.Web;

namespace CoProWeek.Tests;

/// <summary>appsettings.json shows every setting there is, with its default, and none that there is not.</summary>
public sealed class SettingsTests
{
    private static readonly JsonElement Shipped = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "appsettings.json"))).RootElement;

    [Fact]
    public void Every_publishing_setting_is_shown_with_its_default() => Assert.Equal(Settings(new PublishingOptions()), Shown("Publishing"));

    [Fact]
    public void Every_collecting_setting_is_shown_with_its_default() => Assert.Equal(Settings(new CollectingOptions()), Shown("Collecting"));

    [Fact]
    public void Every_setting_of_the_accounts_is_shown_with_its_default() => Assert.Equal(Settings(new SealingOptions()), Shown("Accounts"));

    [Fact]
    public void Every_setting_of_the_mail_is_shown_with_its_default() => Assert.Equal(Settings(new MailOptions()), Shown("Mail"));

    [Fact]
    public void Every_limit_of_spending_is_shown_with_its_default() => Assert.Equal(Settings(new SpendingOptions()), Shown("Spending"));

    [Fact]
    public void Every_setting_of_the_alerts_is_shown_with_its_default() => Assert.Equal(Settings(new AlertOptions()), Shown("Alerts"));

    [Fact]
    public void Every_time_of_the_reports_is_shown_with_its_default() => Assert.Equal(Settings(new ReportingOptions()), Shown("Reporting"));

    [Fact]
    public void Every_setting_of_the_pages_is_shown_with_its_default() => Assert.Equal(Settings(new WebOptions()), Shown("Web"));

    [Fact]
    public void Every_setting_of_X_is_shown_with_its_default_and_every_key_with_nothing_in_it()
    {
        var keys = new KeysOptions { Accounts = { ["YourHandle"] = new AccountTokens() } };

        Assert.Equal([.. Settings(new XOptions()).Concat(Settings(keys)).Order(StringComparer.Ordinal)], Shown("X"));
    }

    [Fact]
    public void No_section_is_unknown() =>
        Assert.Equal(["Accounts", "Alerts", "Collecting", "ConnectionStrings", "Logging", "Mail", "Publishing", "Reporting", "Spending", "Web", "X"], Shipped.EnumerateObject().Select(section => section.Name).Order(StringComparer.Ordinal));

    /// <summary>What an options class can be given, as "Name=default": computed properties are no settings.</summary>
    private static List<string> Settings(object options) => [.. Flat(JsonSerializer.SerializeToElement(Given(options)), "").Order(StringComparer.Ordinal)];

    private static Dictionary<string, object?> Given(object options) => options.GetType().GetProperties()
        .Where(property => property.CanWrite || property.PropertyType.IsAssignableTo(typeof(System.Collections.IDictionary)))
        .ToDictionary(property => property.Name, property => property.GetValue(options));

    private static List<string> Shown(string section) => [.. Flat(Shipped.GetProperty(section), "").Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Flat(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(child => Flat(child.Value, name == "" ? child.Name : $"{name}:{child.Name}")),
        JsonValueKind.Number => [$"{name}={element.GetDecimal():0.###}"],
        _ => [$"{name}={element}"],
    };
}
