namespace CoProWeek.Campaigns.Files;

/// <summary>One row of a plan, read and understood as far as it could be; its pictures have no hash until their files are read.</summary>
internal sealed record PlanRow(int Row, PostContent Content);
