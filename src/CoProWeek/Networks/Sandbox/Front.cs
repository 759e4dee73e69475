using CoProWeek.Clock;
using CoProWeek.Networks.Sandbox.Auth;
using CoProWeek.Networks.Sandbox.Control;
using CoProWeek.Networks.Sandbox.Posts;
using CoProWeek.Networks.Sandbox.State;

namespace CoProWeek.Networks.Sandbox;

/// <summary>The one way in: every request is identified, counted, perhaps spoiled by a fault, carried out and answered here.</summary>
internal sealed class Front(Gatekeeper gatekeeper, PracticeNetwork network, RateLimits limits, FaultPlan faults, LateArrivals late, RequestLog log, SwitchBoard switches, CampaignClock clock)
{
    public async Task HandleAsync(HttpContext http, SandboxRoute route)
    {
        var call = new SandboxCall(http, route, clock.GetUtcNow());
        var name = route.Path == SandboxServer.Anything ? log.Unknown(http.Request) : route.Name;
        try
        {
            late.AcceptDue(call.ArrivedAt);
            var reply = route.IsControl ? new Reply(await CarryOutAsync(call)) : await ReplyAsync(call);
            log.Count(name, reply.Drops ? "dropped" : Wire.Id(reply.Answer.Status));
            await reply.SendAsync(call, switches.Now.NewFieldNames);
        }
        catch (Exception e) when (http.RequestAborted.IsCancellationRequested && e is OperationCanceledException or IOException)
        {
            log.Count(name, "client left");
        }
    }

    private async Task<Reply> ReplyAsync(SandboxCall call)
    {
        try
        {
            gatekeeper.Admit(call);
            var picked = faults.Pick(call);
            await picked.WaitAsync(call);
            if (picked.Instead is { } instead)
                return FaultReplies.Instead(instead, call, clock.GetUtcNow());
            limits.Take(call, clock.GetUtcNow());
            var reply = new Reply(await CarryOutAsync(call));
            return await picked.SpoilAsync(reply, call, clock.GetUtcNow());
        }
        catch (RefusalException refusal)
        {
            return new(refusal.Answer);
        }
    }

    /// <summary>The crowd is brought to the instant at which it is carried out, which a fault may have put off.</summary>
    private async Task<Answer> CarryOutAsync(SandboxCall call)
    {
        try
        {
            network.CatchUp(clock.GetUtcNow());
            return await call.Route.AnswerAsync(call);
        }
        catch (RefusalException refusal)
        {
            return refusal.Answer;
        }
        catch (Exception e) when (e is not OperationCanceledException and not IOException)
        {
            return Problem.Status(500, "Internal Server Error", $"The sandbox itself failed, which is a bug of ours: {e}");
        }
    }
}
