using CoProWeek.Campaigns;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Web;

/// <summary>A dashboard with a week to write in.</summary>
internal sealed partial class ComposeDesk : IAsyncDisposable
{
    public const string New = "/campaigns/questions-week/posts/new";

    public const string Said = "What does power mean to you? #CoProWeekScot";

    private ComposeDesk(DashboardHost dashboard, long campaign) => (Dashboard, Campaign) = (dashboard, campaign);

    public DashboardHost Dashboard { get; }

    public long Campaign { get; }

    public static async Task<ComposeDesk> OpenAsync(string approval = "self", string[]? others = null)
    {
        var dashboard = await DashboardHost.StartAsync(A.MondayMorning.AddHours(-2));
        var db = dashboard.Database.DataSource;
        var accounts = new List<long> { await A.Account(db) };
        foreach (var other in others ?? [])
            accounts.Add(await A.Account(db, other));
        return new ComposeDesk(dashboard, await A.Campaign(db, approval: approval, hashtags: ["#CoProWeekScot"], accounts: [.. accounts]));
    }

    /// <summary>A form as a browser would send it: only what the test is about need be named.</summary>
    public static Dictionary<string, string> Form(params (string Field, string Value)[] said)
    {
        var form = new Dictionary<string, string> { ["kind"] = "blog", ["date"] = "2027-11-16", ["time"] = "09:00", ["text"] = Said, ["post-to"] = "ScotCoPro", ["permission"] = "not needed" };
        foreach (var (field, value) in said)
            form[field] = value;
        return form;
    }

    public async Task<(HttpResponseMessage Answer, string Html)> SendAsync(string path, Dictionary<string, string> form, string handler = "", HttpClient? by = null)
    {
        var answer = await Dashboard.PostFormAsync(path, form, by, handler == "" ? path : $"{path}?handler={handler}");
        return (answer, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>With files, as the page's own form is sent.</summary>
    public async Task<(HttpResponseMessage Answer, string Html)> SendFilesAsync(
        string path, Dictionary<string, string> form, string handler, params (string Field, string Name, byte[] Bytes)[] files)
    {
        using var body = new MultipartFormDataContent();
        foreach (var (field, value) in form.Append(new("__RequestVerificationToken", Html.FormToken(await Dashboard.GetAsync(path)))))
            body.Add(new StringContent(value), field);
        foreach (var (field, name, bytes) in files)
            body.Add(new ByteArrayContent(bytes), field, name);
        var answer = await Dashboard.Client.PostAsync(new Uri(handler == "" ? path : $"{path}?handler={handler}", UriKind.Relative), body);
        return (answer, await answer.Content.ReadAsStringAsync());
    }

    public async Task<string> VersionAsync(string path) => Html.Version(await Dashboard.GetAsync(path));

    public async Task<Post> PostAsync(string reference) => await Dashboard.Get<PostStore>().FindAsync(null, reference);

    public async Task<IReadOnlyList<Post>> PostsAsync() =>
        await Dashboard.Get<PostStore>().ListAsync(await Dashboard.Get<CampaignStore>().NamedOrOnlyAsync(null));

    public ValueTask DisposeAsync() => Dashboard.DisposeAsync();
}
