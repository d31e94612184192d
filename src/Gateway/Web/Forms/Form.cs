using System.Reflection;
using Microsoft.AspNetCore.Antiforgery;
using RentABot.Gateway.Problems;
using RentABot.Gateway.Requests;

namespace RentABot.Gateway.Web.Forms;

/// <summary>What a user filled into a form of ours.</summary>
internal sealed record Form(IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The text of a field; null where it was left empty.</summary>
    public string? this[string field] => Values.TryGetValue(field, out var text) && text.Length > 0 ? text : null;

    public static async ValueTask<Form> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: true } || !context.Request.HasFormContentType)
        {
            throw new ProblemException(ProblemCatalog.FormTooOld);
        }

        var fields = await context.Request.ReadFormAsync(context.RequestAborted);
        return new Form(fields.ToDictionary(field => field.Key, field => field.Value.ToString().Trim(), StringComparer.Ordinal));
    }

    /// <summary>The fields as a request of the API, judged as that would be.</summary>
    /// <exception cref="ProblemException">Some of them are wrong.</exception>
    public T Read<T>()
        where T : class => JsonBinder.Bind<T>(FormJson.Write<T>(this));
}
