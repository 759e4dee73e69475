using Npgsql;

namespace CoProWeek.Tests.Support;

internal static partial class A
{
    private static int mails;

    private const string InsertMail = """
        INSERT INTO mails (cause, recipients, subject, body, created_at, due_at)
             VALUES (@cause, @to, @subject, @text, @at, @at)
          RETURNING id
        """;

    private const string InsertMailFile = """
        INSERT INTO mail_files (mail_id, position, file_name, content_type, bytes)
             VALUES (@mail, 1, @name, @type, @bytes)
          RETURNING mail_id
        """;

    /// <summary>A mail in the outbox, to the manager unless others are named, due an hour before Monday's first post.</summary>
    public static Task<long> Mail(NpgsqlDataSource db, string[]? to = null, string subject = "News", string text = "There is news.", DateTimeOffset? at = null) =>
        One(db, InsertMail, new { cause = $"test-{Interlocked.Increment(ref mails)}", to = to ?? ["ailsa@example.org"], subject, text, at = at ?? MondayMorning.AddHours(-1) });

    public static Task MailFile(NpgsqlDataSource db, long mail, string name, string type, byte[] bytes) =>
        One(db, InsertMailFile, new { mail, name, type, bytes });
}
