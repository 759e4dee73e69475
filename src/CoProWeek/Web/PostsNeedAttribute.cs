using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CoProWeek.Web;

/// <summary>A page that all may read, and only some may post to: the others' posts are refused with 403.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class PostsNeedAttribute(string policy) : Attribute, IPageFilter
{
    public string Policy => policy;

    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!HttpMethods.IsGet(context.HttpContext.Request.Method) && !HttpMethods.IsHead(context.HttpContext.Request.Method) && !context.HttpContext.User.May(policy))
            context.Result = new StatusCodeResult(StatusCodes.Status403Forbidden);
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }
}
