using System.Text.Json;
using CoProWeek.Networks.Sandbox.Auth;

namespace CoProWeek.Networks.Sandbox.Control;

/// <summary>PUT /sandbox/keys: what a person may do to their keys at X, done to an account of the sandbox.</summary>
internal static class KeyEndpoint
{
    public static void Map(RouteTable routes, SandboxOptions options, KeyBoard keys) =>
        routes.Add("PUT", "/sandbox/keys", Who.Anyone, async call =>
        {
            var wanted = ControlEndpoints.Read<KeyRules>(await call.JsonAsync(), "an account's handle and what becomes of its keys");
            if (!options.Accounts.Any(account => account.Handle.Equals(wanted.Handle, StringComparison.OrdinalIgnoreCase)))
                throw Problem.NotFound($"The sandbox has no keys of @{wanted.Handle}.");
            keys.Set(wanted);
            return Answer.Plain(JsonSerializer.SerializeToNode(wanted, Wire.Json)!);
        });
}
