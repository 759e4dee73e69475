using System.CommandLine;
using CoProWeek.Accounts;
using CoProWeek.Alerts;

namespace CoProWeek.Cli;

/// <summary><c>coproweek user …</c>: who may sign in to the dashboard.</summary>
internal static class UserVerbs
{
    public static Command Create() => new("user", "People who sign in to the dashboard: add them, see them, give them a new password.") { Add(), List(), Password() };

    private static Command Add()
    {
        var name = new Argument<string>("NAME") { Description = "As the history will show it." };
        var email = new Option<string>("--email") { Description = "Where mails go, and what they sign in with.", HelpName = "ADDRESS", Required = true };
        var role = new Option<string>("--role") { Description = "manager (everything), author (drafts) or reviewer (reads).", HelpName = "ROLE", DefaultValueFactory = _ => Roles.Manager };
        role.AcceptOnlyFromAmong([.. Roles.All]);
        var verb = new Command("add", "Adds a person and prints a link that signs them in once and lets them choose a password.") { name, email, role };
        verb.SetAction(async (said, stop) =>
        {
            await using var session = await Session.OpenAsync(said, stop);
            var id = await session.Get<PeopleStore>().AddAsync(said.GetRequiredValue(name), said.GetRequiredValue(email), said.GetRequiredValue(role), session.Actor, stop);
            await PrintLinkAsync(session, id, said.GetRequiredValue(name), stop);
        });
        return verb;
    }

    private static Command List()
    {
        var verb = new Command("list", "Who may sign in, and as what.");
        verb.SetAction(async (said, stop) =>
        {
            await using var session = await Session.OpenAsync(said, stop);
            var people = await session.Get<PeopleStore>().AllAsync(stop);
            if (session.Json)
                Output.Json(people.Select(person => new { person.Name, person.Email, person.Role, person.LeftAt, person.HasPassword, person.Sessions }));
            else
                foreach (var person in people)
                    Output.Line($"{person.Name}  {person.Email}  {person.Role}{(person.LeftAt is null ? person.HasPassword ? "" : "  no password yet" : "  left")}");
        });
        return verb;
    }

    private static Command Password()
    {
        var name = new Argument<string>("NAME") { Description = "The person's name or e-mail address." };
        var verb = new Command("password", "Prints a link that signs a person in once and lets them choose a new password.") { name };
        verb.SetAction(async (said, stop) =>
        {
            await using var session = await Session.OpenAsync(said, stop);
            var person = await session.Get<PeopleStore>().FindAsync(said.GetRequiredValue(name), stop)
                ?? throw new VerbException($"Nobody here is called \"{said.GetRequiredValue(name)}\". `coproweek user list` shows who is.");
            await PrintLinkAsync(session, person.Id, person.Name, stop);
        });
        return verb;
    }

    private static async Task PrintLinkAsync(Session session, long id, string name, CancellationToken stop)
    {
        var link = session.Get<PublicLinks>().To(await session.Get<PersonSignIn>().LinkAsync(id, session.Actor, stop)).AbsoluteUri;
        if (session.Json)
            Output.Json(new { name, link });
        else
            Output.Line($"For {name}, once, within {PersonSignIn.LinkLives.TotalDays:0} days: {link}");
    }
}
