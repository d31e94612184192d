namespace RentABot.Gateway.Logs;

/// <summary>Lines of the log that are written during a request tell whose it is.</summary>
internal static class RequestScopes
{
    /// <summary>Comes before all that may write a line.</summary>
    public static void UseRequestScope(this IApplicationBuilder app)
    {
        var logger = app.ApplicationServices.GetRequiredService<ILogger<RequestScope>>();
        app.Use(async (context, next) =>
        {
            var scope = new RequestScope(context.Request.Path);
            context.Features.Set(scope);
            using (logger.BeginScope(scope)) await next(context);
        });
    }

    /// <summary>Comes after the caller has been asked.</summary>
    public static void UseActorInScope(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Features.Get<RequestScope>() is { } scope) scope.Actor = context.User.Identity?.Name;
        return next(context);
    });
}
