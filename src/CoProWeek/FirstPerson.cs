using CoProWeek.Accounts;
using CoProWeek.Alerts;
using CoProWeek.Cli;

namespace CoProWeek;

/// <summary>A house that nobody can enter is opened by a link, printed where only who runs it can read.</summary>
internal static class FirstPerson
{
    /// <summary>At the first start: where there is no manager yet, one is made, and their link printed at every start until it was used.</summary>
    public static async Task WelcomeAsync(WebApplication app, CancellationToken stop)
    {
        var people = app.Services.GetRequiredService<PeopleStore>();
        var all = await people.AllAsync(stop);
        if (all.Any(person => person is { LeftAt: null } && (person.HasPassword || person.Sessions > 0)))
            return;
        var id = all.FirstOrDefault(person => person is { LeftAt: null, Role: Roles.Manager })?.Id
            ?? await people.AddAsync("Manager", "manager@localhost", Roles.Manager, "coproweek", stop);
        Output.Say($"Nobody can sign in yet. This link opens the dashboard, once, as its first manager: {await LinkAsync(app, id, stop)}");
    }

    /// <summary>For the demo: a manager of its own, and a link at every start.</summary>
    public static async Task<string> OfDemoAsync(WebApplication app, CancellationToken stop)
    {
        var people = app.Services.GetRequiredService<PeopleStore>();
        var id = (await people.FindAsync("Ailsa", stop))?.Id ?? await people.AddAsync("Ailsa", "ailsa@example.org", Roles.Manager, "coproweek", stop);
        return await LinkAsync(app, id, stop);
    }

    private static async Task<string> LinkAsync(WebApplication app, long id, CancellationToken stop) =>
        app.Services.GetRequiredService<PublicLinks>().To(await app.Services.GetRequiredService<PersonSignIn>().LinkAsync(id, "coproweek", stop)).AbsoluteUri;
}
