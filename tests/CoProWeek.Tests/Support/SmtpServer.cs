using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace CoProWeek.Tests.Support;

/// <summary>
/// A mail server on loopback that speaks SMTP and keeps what it is given. It takes everything from everybody, until a test tells
/// it to refuse, to be slow, or to hang up.
/// </summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<ReceivedMail> mails = new();
    private readonly ConcurrentQueue<string> heard = new();
    private readonly ConcurrentBag<Task> connections = [];
    private readonly Task accepting;

    public SmtpServer()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What was taken, in order.</summary>
    public IReadOnlyList<ReceivedMail> Mails => [.. mails];

    /// <summary>Every line that clients said, outside of mails.</summary>
    public IReadOnlyList<string> Heard => [.. heard];

    /// <summary>An answer of the test's own to a line that begins so; null means the usual one. "." is the end of a mail.</summary>
    public Func<string, string?> Answer { get; set; } = _ => null;

    /// <summary>Awaited before the end of a mail is answered.</summary>
    public Func<Task> BeforeTaking { get; set; } = () => Task.CompletedTask;

    /// <summary>Accepts a connection and never says a word.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Hangs up instead of answering the end of a mail: it may have been taken, and may not.</summary>
    public bool HangsUp { get; set; }

    /// <summary>Where it is given, STARTTLS is offered with it.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>"name:password" that must be said before a mail is taken.</summary>
    public string? SignIn { get; set; }

    public async Task<IReadOnlyList<ReceivedMail>> ArrivedAsync(int count)
    {
        await Eventually.TrueAsync(() => Task.FromResult(mails.Count >= count), () => $"{mails.Count} mails of {count} arrived.");
        return Mails;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(connections);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                connections.Add(ServeAsync(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var owned = client;
        try
        {
            if (IsSilent)
                await new TaskCompletionSource().Task.WaitAsync(stop.Token);
            var talk = new SmtpTalk(client.GetStream(), stop.Token);
            await talk.SayAsync("220 loopback");
            await new Conversation(this).HoldAsync(talk);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
        {
            // The client hung up, or the test is over.
        }
    }

    /// <summary>One client's talk with the server.</summary>
    private sealed class Conversation(SmtpServer server)
    {
        private string from = "";
        private List<string> to = [];
        private bool signedIn;

        public async Task HoldAsync(SmtpTalk talk)
        {
            while (await talk.HearAsync() is { } line)
            {
                server.heard.Enqueue(line);
                if (server.Answer(line) is { } own)
                    await talk.SayAsync(own);
                else if (line.StartsWith("STARTTLS", StringComparison.OrdinalIgnoreCase))
                    talk = await EncryptAsync(talk);
                else if (line == "DATA")
                    await TakeAsync(talk);
                else if (line.StartsWith("AUTH LOGIN", StringComparison.OrdinalIgnoreCase))
                    await SignInAsync(talk, line);
                else
                    await talk.SayAsync(Usual(line));
            }
        }

        private string Usual(string line)
        {
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO":
                    string[] offers = ["loopback", .. server.Certificate is null ? [] : new[] { "STARTTLS" }, .. server.SignIn is null ? [] : new[] { "AUTH LOGIN" }, "8BITMIME"];
                    return string.Join("\r\n", offers.Select((offer, i) => $"250{(i == offers.Length - 1 ? " " : "-")}{offer}"));
                case "MAIL" when server.SignIn is not null && !signedIn:
                    return "530 5.7.0 Sign in first";
                case "MAIL":
                    (from, to) = (Address(line), []);
                    return "250 ok";
                case "RCPT":
                    to.Add(Address(line));
                    return "250 ok";
                case "QUIT":
                    return "221 bye";
                default:
                    return "250 ok";
            }
        }

        private async Task TakeAsync(SmtpTalk talk)
        {
            await talk.SayAsync("354 go on");
            var mail = ReceivedMail.Read(await talk.HearMailAsync(), from, to);
            await server.BeforeTaking();
            var own = server.Answer(".");
            if (own is null)
                server.mails.Enqueue(mail);
            if (server.HangsUp)
                throw new IOException("hung up");
            await talk.SayAsync(own ?? "250 taken");
        }

        private async Task SignInAsync(SmtpTalk talk, string line)
        {
            var name = line.Split(' ') is [_, _, var given] ? given : await talk.AskAsync("334 VXNlcm5hbWU6");
            var password = await talk.AskAsync("334 UGFzc3dvcmQ6");
            signedIn = $"{Plain(name)}:{Plain(password)}" == server.SignIn;
            await talk.SayAsync(signedIn ? "235 welcome" : "535 5.7.8 Those are not right");
        }

        private async Task<SmtpTalk> EncryptAsync(SmtpTalk talk)
        {
            await talk.SayAsync("220 go on");
            var encrypted = new SslStream(talk.Stream);
            await encrypted.AuthenticateAsServerAsync(server.Certificate!);
            return new SmtpTalk(encrypted, server.stop.Token);
        }

        private static string Plain(string base64) => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(base64));

        private static string Address(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
    }
}
