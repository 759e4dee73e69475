using System.Text;

namespace CoProWeek.Tests.Support;

/// <summary>Lines to and fro, byte by byte, so that nothing said after STARTTLS is read before it.</summary>
internal sealed class SmtpTalk(Stream stream, CancellationToken stop)
{
    public Stream Stream => stream;

    public async Task SayAsync(string lines) => await stream.WriteAsync(Encoding.UTF8.GetBytes(lines + "\r\n"), stop);

    public async Task<string> AskAsync(string line)
    {
        await SayAsync(line);
        return await HearAsync() ?? throw new IOException("The client hung up.");
    }

    /// <summary>The next line; null when the client hung up.</summary>
    public async Task<string?> HearAsync()
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, stop) == 1)
        {
            if (one[0] == '\n')
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }
        return null;
    }

    /// <summary>Everything up to the line with a dot alone; doubled dots are single ones again.</summary>
    public async Task<string> HearMailAsync()
    {
        var mail = new StringBuilder();
        while (await HearAsync() is { } line)
        {
            if (line == ".")
                return mail.ToString();
            mail.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }
        throw new IOException("The client hung up in mid-mail.");
    }
}
