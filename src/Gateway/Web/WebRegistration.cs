using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.AspNetCore.Http.Features;
using RentABot.Gateway.Web.Forms;
using RentABot.Gateway.Web.History;
using RentABot.Gateway.Web.Layout;
using RentABot.Gateway.Web.Notices;
using RentABot.Gateway.Web.OneResource;
using RentABot.Gateway.Web.Overview;
using RentABot.Gateway.Web.OwnLocks;
using RentABot.Gateway.Web.Queue;
using RentABot.Gateway.Web.Reservations;
using RentABot.Gateway.Web.Resources;
using RentABot.Gateway.Web.Sessions;
using RentABot.Gateway.Web.Timeline;
using RentABot.Persistence;

namespace RentABot.Gateway.Web;

/// <summary>The pages.</summary>
internal static class WebRegistration
{
    private const int MaxFields = 64;
    private const int MaxFieldLength = 16 * 1024;

    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddAntiforgery(Configure);
        services.Configure<FormOptions>(forms => (forms.ValueCountLimit, forms.ValueLengthLimit) = (MaxFields, MaxFieldLength));
        services.AddScoped<PageFrame>();
        services.AddSingleton<NoticeCookie>();
        services.AddSingleton<OwnLockCookies>();
        services.AddSingleton<OverviewFigures>();
        services.AddSingleton<SharedHistory>();
        services.AddScoped<ResourceActions>();
        services.AddScoped<OneResourceReader>();
        services.AddScoped<QueueReader>();
        services.AddScoped<ReservationReader>();
        services.AddScoped<TimelineReader>();
        AddCookieKeys(services);
    }

    /// <summary>
    /// What protects the cookies is the gateways' in common, in a table of theirs. It is not encrypted there, for want of a
    /// secret that they share and the database does not have: nothing is lost by that, as <see cref="SessionEvents"/> says.
    /// </summary>
    private static void AddCookieKeys(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("rent-a-bot").PersistKeysToDbContext<RentABotDbContext>();
        services.Configure<KeyManagementOptions>(keys => keys.XmlEncryptor = new NullXmlEncryptor());

        // It would look for keys while the database may still be away or empty; whoever needs one looks then. Sessions and
        // forms each ask for it, so it goes when both are there.
        var early = services.First(service => service.ServiceType == typeof(IHostedService)
            && service.ImplementationType?.Assembly == typeof(KeyManagementOptions).Assembly);
        services.Remove(early);
    }

    private static void Configure(AntiforgeryOptions forms)
    {
        forms.Cookie.Name = CookieNames.Form;
        forms.Cookie.SameSite = SameSiteMode.Strict;
        forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        forms.FormFieldName = FormToken.Name;
        forms.HeaderName = null;

        // SecurityHeaders says it.
        forms.SuppressXFrameOptionsHeader = true;
    }
}
