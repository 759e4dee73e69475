using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Primitives;

namespace CoProWeek.Web;

/// <summary>Drops every NUL from addresses and forms before a page reads them: PostgreSQL keeps none, and nobody typed one.</summary>
internal sealed class WithoutNul : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context)
    {
        var request = context.HttpContext.Request;
        if (request.Query.Any(Has))
            request.Query = new QueryCollection(Cleaned(request.Query));
        if (request.HasFormContentType && request.Form.Any(Has))
            request.Form = new FormCollection(Cleaned(request.Form), request.Form.Files);
        return Task.CompletedTask;
    }

    public Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next) => next();

    private static bool Has(KeyValuePair<string, StringValues> field) => field.Value.Any(value => value?.Contains('\0', StringComparison.Ordinal) ?? false);

    private static Dictionary<string, StringValues> Cleaned(IEnumerable<KeyValuePair<string, StringValues>> fields) =>
        fields.ToDictionary(field => field.Key, field => new StringValues([.. field.Value.Select(value => value?.Replace("\0", "", StringComparison.Ordinal))]));
}
