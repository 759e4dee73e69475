using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Npgsql;

namespace CoProWeek.Web;

/// <summary>Why could a page not be made? It asks the database nothing, for that is mostly what is missing.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken, ResponseCache(NoStore = true)]
internal sealed class ProblemModel : PageModel
{
    /// <summary>What the database said, or null when it is not the database's doing.</summary>
    public string? Database { get; private set; }

    /// <summary>A form that could not be taken ends here too.</summary>
    public void OnPost() => OnGet();

    public void OnGet()
    {
        var error = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error;
        Database = error is NpgsqlException or TimeoutException ? error.Message : null;
        Response.StatusCode = Database is null ? StatusCodes.Status500InternalServerError : StatusCodes.Status503ServiceUnavailable;
    }
}
