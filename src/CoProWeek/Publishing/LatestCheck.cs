using CoProWeek.Campaigns;
using Microsoft.Extensions.Options;

namespace CoProWeek.Publishing;

/// <summary>A kind that there is not, or a time that cannot be read, stops the program at its start.</summary>
internal sealed class LatestCheck : IValidateOptions<PublishingOptions>
{
    public ValidateOptionsResult Validate(string? name, PublishingOptions options) =>
        KindLatest.WrongIn(options.Latest) is { Count: > 0 } wrong ? ValidateOptionsResult.Fail(wrong) : ValidateOptionsResult.Success;
}
