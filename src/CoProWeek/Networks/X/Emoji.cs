using System.Text;

namespace CoProWeek.Networks.X;

/// <summary>
/// Finds an emoji as one sign: with its skin tone, joined to others, as a flag or a key cap. Joined ones count as one
/// whether or not they are on Unicode's list of recommended ones; X counts those that are not by their parts.
/// </summary>
internal static class Emoji
{
    private const int Joiner = 0x200D;
    private const int KeyCap = 0x20E3;
    private const int AsText = 0xFE0E;
    private const int AsEmoji = 0xFE0F;
    private const int BlackFlag = 0x1F3F4;
    private const int LastTag = 0xE007F;

    /// <summary>The regions whose two letters make a flag: ISO 3166-1, and the few that Unicode adds.</summary>
    private const string Flags =
        "AC AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CP CQ CR CU CV CW CX CY CZ "
        + "DE DG DJ DK DM DO DZ EA EC EE EG EH ER ES ET EU FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU IC ID IE IL IM IN IO IQ IR IS IT "
        + "JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ "
        + "OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ "
        + "UA UG UM UN US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

    /// <summary>Emoji of the first plane, from Unicode's emoji-data; those of the second are one range.</summary>
    private const string FirstPlane =
        "203C 2049 2139 2194-2199 21A9-21AA 231A-231B 2328 23CF 23E9-23F3 23F8-23FA 24C2 25AA-25AB 25B6 25C0 25FB-25FE 2600-2604 260E 2611 2614-2615 2618 261D 2620 2622-2623 2626 262A 262E-262F "
        + "2638-263A 2640 2642 2648-2653 265F-2660 2663 2665-2666 2668 267B 267E-267F 2692-2697 2699 269B-269C 26A0-26A1 26A7 26AA-26AB 26B0-26B1 26BD-26BE 26C4-26C5 26C8 26CE-26CF 26D1 26D3-26D4 "
        + "26E9-26EA 26F0-26F5 26F7-26FA 26FD 2702 2705 2708-270D 270F 2712 2714 2716 271D 2721 2728 2733-2734 2744 2747 274C 274E 2753-2755 2757 2763-2764 2795-2797 27A1 27B0 27BF 2934-2935 "
        + "2B05-2B07 2B1B-2B1C 2B50 2B55 3030 303D 3297 3299";

    private static readonly HashSet<string> KnownFlags = [.. Flags.Split(' ')];
    private static readonly HashSet<int> KnownSigns = [.. FirstPlane.Split(' ').SelectMany(Span)];

    /// <summary>How many UTF-16 units the emoji that begins here takes, or 0 when none does.</summary>
    public static int LengthAt(string text, int at)
    {
        var first = Value(text, at);
        if (IsLetter(first))
            return IsLetter(Value(text, at + 2)) && KnownFlags.Contains($"{Letter(first)}{Letter(Value(text, at + 2))}") ? 4 : 2;
        if (first is '#' or '*' or >= '0' and <= '9')
            return KeyCapLength(text, at);
        return first == BlackFlag && TaggedLength(text, at) is > 0 and var tagged ? tagged : JoinedLength(text, at);
    }

    private static int KeyCapLength(string text, int at)
    {
        var sign = Value(text, at + 1) == AsEmoji ? 2 : 1;
        return Value(text, at + sign) == KeyCap ? sign + 1 : 0;
    }

    /// <summary>The flags of Scotland, England and Wales: a black flag and its name in invisible letters.</summary>
    private static int TaggedLength(string text, int at)
    {
        var end = at + 2;
        while (Value(text, end) is >= 0xE0020 and < LastTag)
            end += 2;
        return end > at + 2 && Value(text, end) == LastTag ? end + 2 - at : 0;
    }

    private static int JoinedLength(string text, int at)
    {
        var end = at + OneLength(text, at);
        if (end == at)
            return 0;
        while (Value(text, end) == Joiner && OneLength(text, end + 1) is > 0 and var next)
            end += 1 + next;
        return end - at;
    }

    private static int OneLength(string text, int at)
    {
        var sign = Value(text, at);
        var size = sign > char.MaxValue ? 2 : 1;
        var next = Value(text, at + size);
        if (next == AsText || !IsSign(sign, next))
            return 0;
        return size + (next == AsEmoji ? 1 : IsSkinTone(next) ? 2 : 0);
    }

    /// <summary>The copyright, registered and trade marks are emoji only where they are asked to be.</summary>
    private static bool IsSign(int sign, int next) => sign switch
    {
        0xA9 or 0xAE or 0x2122 => next == AsEmoji,
        >= 0x1F000 and <= 0x1FAFF => true,
        _ => KnownSigns.Contains(sign),
    };

    private static bool IsSkinTone(int value) => value is >= 0x1F3FB and <= 0x1F3FF;

    private static bool IsLetter(int value) => value is >= 0x1F1E6 and <= 0x1F1FF;

    private static char Letter(int value) => (char)('A' + value - 0x1F1E6);

    private static int Value(string text, int at) => at < text.Length && Rune.TryGetRuneAt(text, at, out var rune) ? rune.Value : -1;

    private static IEnumerable<int> Span(string range)
    {
        var ends = range.Split('-').Select(end => Convert.ToInt32(end, 16)).ToArray();
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    }
}
