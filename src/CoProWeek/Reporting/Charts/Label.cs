using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace CoProWeek.Reporting.Charts;

/// <summary>SVG's text element, which Razor takes for its own and refuses to write.</summary>
public sealed class Label : ComponentBase
{
    /// <summary>Its class; null in a group that has it.</summary>
    [Parameter]
    public string? Kind { get; set; }

    [Parameter, EditorRequired]
    public string X { get; set; } = "";

    [Parameter, EditorRequired]
    public string Y { get; set; } = "";

    [Parameter, EditorRequired]
    public string Says { get; set; } = "";

    /// <summary>"middle" or "end"; null where it begins there, or in a group that says it.</summary>
    [Parameter]
    public string? Anchor { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "class", Kind);
        builder.AddAttribute(2, "x", X);
        builder.AddAttribute(3, "y", Y);
        builder.AddAttribute(4, "text-anchor", Anchor);
        builder.AddContent(5, Says);
        builder.CloseElement();
    }
}
