using Npgsql;

namespace CoProWeek.Tests.Support;

/// <summary>What the team makes of mentions, and whom mentions turn to.</summary>
internal static partial class A
{
    private const string InsertHidden = """
        INSERT INTO mention_marks (mention_id, hidden_at, hidden_by)
             VALUES (@mention, @at, @by)
          RETURNING mention_id
        """;

    /// <summary>The team hid it.</summary>
    public static Task Hidden(NpgsqlDataSource db, long mention, string by = "Ailsa") => One(db, InsertHidden, new { mention, by, at = MondayMorning });

    private const string InsertAnswered = """
        INSERT INTO mention_marks (mention_id, answered_at, answered_by, noted_by)
             VALUES (@mention, @at, '@ScotCoPro', @by)
          RETURNING mention_id
        """;

    /// <summary>Somebody noted that @ScotCoPro answered it.</summary>
    public static Task Answered(NpgsqlDataSource db, long mention, string by = "Ailsa") => One(db, InsertAnswered, new { mention, by, at = MondayMorning });

    private const string InsertNames = """
        INSERT INTO mention_handles (mention_id, handle)
             VALUES (@mention, lower(@handle))
          RETURNING mention_id
        """;

    /// <summary>It names an account.</summary>
    public static Task Names(NpgsqlDataSource db, long mention, string handle) => One(db, InsertNames, new { mention, handle });

    private const string UpdateTurned = """
        UPDATE mentions m
           SET reply_to_id = (SELECT remote_id FROM mentions WHERE id = @answers), quote_of_id = (SELECT remote_id FROM mentions WHERE id = @quotes)
         WHERE m.id = @mention
        RETURNING m.id
        """;

    /// <summary>It answers a post, or quotes one, or both.</summary>
    public static Task Turns(NpgsqlDataSource db, long mention, long? answers = null, long? quotes = null) => One(db, UpdateTurned, new { mention, answers, quotes });
}
