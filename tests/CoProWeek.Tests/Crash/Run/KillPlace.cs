namespace CoProWeek.Tests.Crash.Run;

/// <summary>Where something is killed.</summary>
internal enum KillPlace
{
    BeforeClaim,
    OnTheWire,
    Accepted,
    AnswerInHand,
    BetweenParts,
    PictureUnanswered,
    PictureUp,
    TokensAsked,
    TokensGiven,
    Anywhere,
    WholeMachine,
    Database,
    Network,
    Migration,
}

internal static class KillPlaces
{
    /// <summary>Those that a storm goes round; migrations come before there is anything to send.</summary>
    public static IReadOnlyList<KillPlace> OfTheStorm { get; } = [.. Enum.GetValues<KillPlace>().Where(place => place is not KillPlace.Migration)];

    public static string Words(this KillPlace place) => place switch
    {
        KillPlace.BeforeClaim => "a worker, before its claim is committed",
        KillPlace.OnTheWire => "a worker, after its fence, before the network has the post",
        KillPlace.Accepted => "a worker, when the network has accepted and not answered",
        KillPlace.AnswerInHand => "a worker, with the answer in hand and not recorded",
        KillPlace.BetweenParts => "a worker, between two parts of a thread",
        KillPlace.PictureUnanswered => "a worker, when its picture is up and not acknowledged",
        KillPlace.PictureUp => "a worker, between a picture's upload and its post",
        KillPlace.TokensAsked => "a worker, asking for new tokens",
        KillPlace.TokensGiven => "a worker, when new tokens were given and not kept",
        KillPlace.Anywhere => "a worker, at any moment",
        KillPlace.WholeMachine => "every worker and the database at once",
        KillPlace.Database => "the database",
        KillPlace.Network => "the practice network",
        KillPlace.Migration => "a migration half way",
        _ => throw new ArgumentOutOfRangeException(nameof(place)),
    };
}
