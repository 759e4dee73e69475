namespace CoProWeek.Networks.Sandbox.Crowd;

/// <summary>What a member may be up to.</summary>
internal enum Sort
{
    Plain,
    Link,
    Picture,
    OtherCase,
    CoTag,
    Signs,
    Long,

    /// <summary>Names us, without the hashtag.</summary>
    ToUs,

    /// <summary>Answers us without the hashtag: only who follows the conversation finds it.</summary>
    Answer,
    TaggedAnswer,
    Chat,
    TaggedChat,
    QuoteOurs,
    QuoteMember,
    QuoteSelf,
    RepostOurs,
    RepostMember,

    /// <summary>Posts, and rewords it.</summary>
    Reword,
    RewordTwice,
    AddTag,
    RemoveTag,

    /// <summary>Posts, and takes it back before search has shown it to anybody.</summary>
    TakeBackAtOnce,

    /// <summary>Posts, and takes it back a day or more later.</summary>
    TakeBackLater,
}

/// <summary>How often each comes.</summary>
internal static class Sorts
{
    public static IEnumerable<Sort> Usual =>
        Deal((Sort.Plain, 14), (Sort.Link, 6), (Sort.CoTag, 4), (Sort.RepostMember, 4), (Sort.Picture, 3), (Sort.OtherCase, 3), (Sort.Signs, 3), (Sort.ToUs, 3),
            (Sort.Chat, 3), (Sort.TaggedChat, 3), (Sort.RepostOurs, 3), (Sort.TaggedAnswer, 2), (Sort.QuoteOurs, 2), (Sort.QuoteMember, 2), (Sort.Answer, 1),
            (Sort.QuoteSelf, 1), (Sort.Long, 1), (Sort.Reword, 1), (Sort.RewordTwice, 1), (Sort.AddTag, 1), (Sort.RemoveTag, 1), (Sort.TakeBackAtOnce, 1), (Sort.TakeBackLater, 1));

    /// <summary>While the day's question is being answered.</summary>
    public static IEnumerable<Sort> AtQuestionTime =>
        Deal((Sort.Answer, 8), (Sort.TaggedAnswer, 6), (Sort.Plain, 3), (Sort.RepostOurs, 3), (Sort.Chat, 2), (Sort.TaggedChat, 2), (Sort.QuoteOurs, 2), (Sort.Signs, 1), (Sort.ToUs, 1), (Sort.RepostMember, 1));

    private static IEnumerable<Sort> Deal(params (Sort Sort, int Times)[] counts) => counts.SelectMany(one => Enumerable.Repeat(one.Sort, one.Times));
}
