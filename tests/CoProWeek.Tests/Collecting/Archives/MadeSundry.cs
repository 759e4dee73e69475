using System.Globalization;
using System.Text.Json;

namespace CoProWeek.Tests.Collecting.Archives;

/// <summary>What stands around a made post: its author, when it was read, and what nobody here reads.</summary>
internal static class MadeSundry
{
    /// <summary>What X tells besides, and nobody here reads: a post is some kilobytes.</summary>
    public static void Write(Utf8JsonWriter json, MadePost post)
    {
        json.WriteString("reply_settings", "everyone");
        json.WriteBoolean("possibly_sensitive", false);
        json.WriteStartObject("edit_controls");
        json.WriteNumber("edits_remaining", 5);
        json.WriteBoolean("is_edit_eligible", post.Type == "");
        json.WriteString("editable_until", post.At.UtcDateTime.AddHours(1));
        json.WriteEndObject();
        json.WriteStartArray("context_annotations");
        for (var n = 0; n < 1 + (post.Number % 3); n++)
        {
            json.WriteStartObject();
            json.WriteStartObject("domain");
            json.WriteString("id", $"{45 + n}");
            json.WriteString("name", "Community, care and the places where people live");
            json.WriteString("description", "What X believes that a post is about; nobody asked");
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Followers come and go.</summary>
    public static void User(Utf8JsonWriter json, bool newer, MadeAuthor author, DateTimeOffset at)
    {
        json.WriteStartObject();
        json.WriteString("id", author.Id.ToString(CultureInfo.InvariantCulture));
        json.WriteString("username", author.Handle);
        json.WriteString("name", author.Name);
        json.WriteString("description", "Made up for a test. Likes tea, gardens, and being asked what matters before it is decided.");
        json.WriteString("profile_image_url", $"https://pbs.example.org/profile/{author.Id}.jpg");
        json.WriteString("created_at", "2012-03-04T05:06:07.000Z");
        json.WriteStartObject("public_metrics");
        json.WriteNumber("followers_count", author.Followers + (int)(at.ToUnixTimeSeconds() / 3_600 % 40));
        json.WriteNumber("following_count", author.Followers / 2);
        json.WriteNumber(newer ? "post_count" : "tweet_count", author.Followers * 3);
        json.WriteNumber("listed_count", 1);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void Read(Utf8JsonWriter json, DateTimeOffset at)
    {
        json.WriteStartObject("__twarc");
        json.WriteString("url", "https://api.twitter.com/2/tweets/search/all?query=%23CoProWeekScot");
        json.WriteString("version", "2.14.0");
        json.WriteString("retrieved_at", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }
}
