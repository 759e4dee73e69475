namespace CoProWeek.Campaigns;

/// <summary>What was asked cannot be done as things stand; the message names what, why and the next step.</summary>
internal sealed class RefusedException(string message) : Exception(message);
