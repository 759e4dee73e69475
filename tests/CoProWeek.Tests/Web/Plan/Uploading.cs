using System.Net;
using System.Net.Http.Headers;

namespace CoProWeek.Tests.Web.Plan;

/// <summary>A file given to a form, as a browser sends it.</summary>
internal static class Uploading
{
    /// <summary>Where the answer leads.</summary>
    public static async Task<string> UploadAsync(this DashboardHost host, string page, byte[] bytes, string name = "week.xlsx", string field = "plan", string handler = "", HttpClient? by = null)
    {
        using var answer = await host.SendFileAsync(page, bytes, name, field, handler, by);
        Assert.True(answer.StatusCode is HttpStatusCode.Redirect, $"{page}: {(int)answer.StatusCode} {Html.Text(await answer.Content.ReadAsStringAsync())}");
        return answer.Headers.Location!.ToString();
    }

    public static async Task<HttpResponseMessage> SendFileAsync(this DashboardHost host, string page, byte[] bytes, string name = "week.xlsx", string field = "plan", string handler = "", HttpClient? by = null)
    {
        by ??= host.Client;
        var token = Html.FormToken(await by.GetStringAsync(new Uri(page, UriKind.Relative)));
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
        using var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(file, field, name);
        return await by.PostAsync(new Uri($"{page}{(handler == "" ? "" : $"?handler={handler}")}", UriKind.Relative), form);
    }

    /// <summary>Says yes to what the page of a difference shows.</summary>
    public static async Task<HttpResponseMessage> ApplyAsync(this DashboardHost host, string check, HttpClient? by = null) =>
        await host.PostFormAsync(check, new() { ["seen"] = await host.SeenAsync(check, by) }, by, $"{check}?handler=Apply");

    /// <summary>The mark of the difference that the page shows.</summary>
    public static async Task<string> SeenAsync(this DashboardHost host, string check, HttpClient? by = null)
    {
        var html = await (by ?? host.Client).GetStringAsync(new Uri(check, UriKind.Relative));
        var at = html.IndexOf("name=\"seen\" value=\"", StringComparison.Ordinal);
        Assert.True(at > 0, $"There is nothing to apply: {Html.Text(html)}");
        return html[(at + 19)..html.IndexOf('"', at + 19)];
    }
}
