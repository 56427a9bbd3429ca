using System.Text.Json.Nodes;

namespace Clearing.Gateway.Tests;

/// <summary>Reads a list to its end, one entry a page.</summary>
internal static class Pages
{
    /// <summary>Asserts that the pages of one entry are together what one page shows.</summary>
    internal static async Task<JsonArray> Same(Func<string, Task<Reply>> get, string path, string list)
    {
        var sign = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var once = await get(path);
        Assert.True(once.Status == 200, once.Text);
        var whole = once.Json[list]!.AsArray();
        var found = new JsonArray();
        for (var (page, next) = (0, ""); page <= whole.Count; page++)
        {
            var reply = await get($"{path}{sign}limit=1{next}");
            Assert.True(reply.Status == 200, reply.Text);
            foreach (var entry in reply.Json[list]!.AsArray()) { found.Add(entry!.DeepClone()); }
            if (reply["next_cursor"] is not { } cursor) { break; }
            next = $"&cursor={cursor}";
        }

        Assert.Null(once["next_cursor"]);
        Assert.Equal(whole.ToJsonString(), found.ToJsonString());
        return whole;
    }
}
